/** Does one piece of work for each of many pictures, whatever fails; throws AggregateError with all that failed at the end. */
export async function eachOf(work: (() => Promise<unknown>)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const one of work) await one().catch((error) => faults.push(error));
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} pictures could not be dealt with`);
}
