const awayCodes = /^(ECONNREFUSED|ECONNRESET|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|57P0[1-3])$/;

/** Whether `error`, or what caused it, says that the database cannot be reached rather than that the query is wrong. */
export function isDatabaseAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && awayCodes.test(String(cause.code))) return true;
  }
  return false;
}
