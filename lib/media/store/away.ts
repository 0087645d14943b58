/** A store that does not answer, or says that it cannot just now. */
export class StoreAwayError extends Error {
  override name = 'StoreAwayError';
}

/** Whether `error`, or what caused it, says so. By its name: it may come from another module graph. */
export const isStoreAway = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'StoreAwayError' || isStoreAway(error.cause));
