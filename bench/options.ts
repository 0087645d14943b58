/** What a run does: all parts in their order, or those that were named. */
export type Options = { quick: boolean; parts: string[] };

/** Reads `--quick` and `--only=name,name`. Returns a sentence when something else was said. */
export function readOptions(args: string[], known: string[]): Options | { fault: string } {
  const only = args.filter((arg) => arg.startsWith('--only=')).flatMap((arg) => arg.slice('--only='.length).split(','));
  const strange =
    args.find((arg) => arg !== '--quick' && !arg.startsWith('--only=')) ?? only.find((name) => !known.includes(name));
  if (strange !== undefined)
    return {
      fault: `"${strange}" is not known. The bench takes --quick and --only=name,name, of ${known.join(', ')}.`,
    };
  return { quick: args.includes('--quick'), parts: known.filter((name) => only.length === 0 || only.includes(name)) };
}
