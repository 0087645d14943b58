/** A reason not to start that the owner can do something about: printed as one sentence, without a stack trace. */
export class StartError extends Error {
  override name = 'StartError';
}

/** Ends the process with the sentence of a StartError, or with all that is known of a fault. */
export function exitWith(error: unknown, failed = 'The magazine could not start'): never {
  if (error instanceof StartError) console.error(`\n${error.message}\n`);
  else console.error(`\n${failed} because of a fault in the magazine:\n`, error);
  process.exit(1);
}
