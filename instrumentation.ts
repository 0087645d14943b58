/**
 * Runs once in each process of Next, before it answers: starts the workers and the listening for changes. A build has
 * neither, and without a database both are left out with one sentence.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  if (!process.env.DATABASE_URL) {
    console.error('DATABASE_URL is not set, so nothing can be read or kept. `npm start` sets up everything.');
    return;
  }
  const { startBackground } = await import('#lib/background');
  await startBackground();
}

/** Next says what went wrong while it answered; the front decides how that is answered. */
export async function onRequestError(error: unknown): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { requestContext } = await import('#lib/request-context');
  requestContext()?.onFault?.(error);
}
