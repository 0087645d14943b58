/** What a run does: all parts in their order, or those that were named. */
export type Options = { quick: boolean; parts: string[] };

/**
 * Reads `--quick` and `--only=name,name`. What is `slow` is left out by `--quick`, unless it was named. Returns a sentence
 * when something else was said.
 */
export function readOptions(args: string[], known: string[], slow: string[] = []): Options | { fault: string } {
  const quick = args.includes('--quick');
  const only = args.filter((arg) => arg.startsWith('--only=')).flatMap((arg) => arg.slice('--only='.length).split(','));
  const strange =
    args.find((arg) => arg !== '--quick' && !arg.startsWith('--only=')) ?? only.find((name) => !known.includes(name));
  if (strange !== undefined)
    return {
      fault: `"${strange}" is not known. The bench takes --quick and --only=name,name, of ${known.join(', ')}.`,
    };
  const isAsked = (name: string) => (only.length > 0 ? only.includes(name) : !(quick && slow.includes(name)));
  return { quick, parts: known.filter(isAsked) };
}
