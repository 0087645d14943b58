/** How long after publication followers are written to, in milliseconds. */
export const letterDelay = 10 * 60_000;
