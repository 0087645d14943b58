/** A reason not to start that the owner can do something about: printed as one sentence, without a stack trace. */
export class StartError extends Error {
  override name = 'StartError';
}

/** Ends the process with the sentence of a StartError, or with all that is known of a fault. */
export function exitWith(error: unknown): never {
  if (error instanceof StartError) console.error(`\n${error.message}\n`);
  else console.error('\nThe magazine could not start because of a fault in it:\n', error);
  process.exit(1);
}
