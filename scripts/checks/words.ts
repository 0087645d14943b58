import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run-tool.ts';

/** What no interface word may be, with the sentence that says so. */
const slips: [RegExp, string][] = [
  [/^\s*$/, 'is empty'],
  [/["']/, 'has a straight quotation mark; set it as “ ” or ’'],
  [/\.\.\./, 'has three full stops; set them as …'],
  [/ {2,}/, 'has two spaces in a row'],
  [/ [,.;:!?](\s|$)/, 'has a space before its punctuation'],
];

/** Slips of the pen in the interface words (lib/words). */
export async function wordFaults(): Promise<string[]> {
  const folder = join(root, 'lib/words');
  if (!existsSync(folder)) return ['lib/words is missing.'];
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const faults = await Promise.all(
    files.map(async (file) => {
      const module: unknown = await import(pathToFileURL(join(folder, file)).href);
      return [...textsIn(module, `lib/words/${file}`)].flatMap(([place, text]) => faultsIn(text, place));
    }),
  );
  return faults.flat();
}

/** Every text in a module, with where it stands. Words that need a name or number to be made are functions, and left out. */
function* textsIn(value: unknown, place: string): Generator<[string, string]> {
  if (typeof value === 'string') yield [place, value];
  else if (value && typeof value === 'object')
    for (const [name, inner] of Object.entries(value)) yield* textsIn(inner, `${place} ${name}`);
}

/** What is wrong with one text. */
export function faultsIn(text: string, place: string): string[] {
  const found = slips.filter(([slip]) => slip.test(text)).map(([, sentence]) => sentence);
  if (text.normalize('NFC') !== text) found.push('is not composed (NFC)');
  return found.map((sentence) => `${place} ${sentence}: ${JSON.stringify(text)}`);
}
