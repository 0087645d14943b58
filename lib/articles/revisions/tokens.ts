import type { Run } from './compared-lines.ts';

/**
 * A word, or a sign between words, with the space that follows it. It is compared by its text alone; a word that is bold in
 * the middle has several runs.
 */
export type Token = { text: string; runs: Run[]; isWord: boolean };

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  const made = new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, made);
  return made;
}

/** The words and signs of a line, in Hangul or in Latin letters. */
export function tokensOf(runs: Run[], language: string): Token[] {
  const text = runs.map((run) => run.text).join('');
  const tokens: Token[] = [];
  let [at, run, ends] = [0, 0, runs[0]?.text.length ?? 0];
  for (const { segment, isWordLike = false } of segmenterFor(language).segment(text)) {
    const own: Run[] = [];
    for (let rest = segment; rest !== ''; ) {
      while (at >= ends && run < runs.length - 1) ends += runs[++run]!.text.length;
      const part = rest.slice(0, ends - at);
      own.push({ text: part, marks: runs[run]!.marks });
      at += part.length;
      rest = rest.slice(part.length);
    }
    const last = tokens.at(-1);
    if (last && /^\s+$/.test(segment)) addSpace(last, own);
    else tokens.push({ text: segment, runs: own, isWord: isWordLike });
  }
  return tokens;
}

/** Within a run it goes with the word before it. */
function addSpace({ runs }: Token, space: Run[]): void {
  for (const run of space) {
    const last = runs.at(-1);
    if (last?.marks === run.marks) last.text += run.text;
    else runs.push(run);
  }
}
