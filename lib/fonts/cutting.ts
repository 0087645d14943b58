import type { FittedFont } from '#lib/fonts/fitted';
import { oneInProcess } from '#lib/one-in-process';
import { requestContext } from '#lib/request-context';
import { inStudio, isStudioBusy } from '#lib/studio/studio';

type File = Uint8Array<ArrayBuffer>;

/** By font and letters; of a few kilobytes each. */
const cut = oneInProcess('cut-fonts', () => new Map<string, Promise<File>>());
const mostKept = 200;

/** A font cut to `letters`: every reader of a new page asks for it at once, and all get the one that is being cut. */
export function cutFontFile(font: FittedFont, letters: string): Promise<File> {
  const name = `${font}.${letters}`;
  const files = cut();
  const known = files.get(name);
  if (known) return known;
  const made = inStudio({ kind: 'cut', font, letters });
  files.set(name, made);
  made.catch(() => files.get(name) === made && files.delete(name));
  const oldest = files.keys().next().value;
  if (files.size > mostKept && oldest !== undefined) files.delete(oldest);
  return made;
}

/** Begins to cut what the page that is being made will ask for. Nobody reads what a build makes. */
export function cutAhead(font: FittedFont, letters: string): void {
  if (requestContext() && !isStudioBusy()) void cutFontFile(font, letters).catch((error) => console.error(error));
}
