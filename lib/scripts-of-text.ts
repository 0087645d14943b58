/** A run of text in one language; `lang` only where it differs from what surrounds it. */
export type Run = { text: string; lang?: 'ko' };

/** Hangul and the characters between two pieces of it: spaces, middle dots, Hanja, Korean punctuation. */
const hangulRun =
  /[\p{Script=Hangul}\p{Script=Han}]+(?:[\s·,.、。’”)\]〉》」』~-]*[(〈《「『]?[\p{Script=Hangul}\p{Script=Han}]+)*/gu;

/** Splits text at its runs of Hangul, so that each can say that it is Korean. Korean text stays whole. */
export function runsOf(text: string, language: string): Run[] {
  if (language === 'ko') return [{ text }];
  const runs: Run[] = [];
  let end = 0;
  for (const { 0: run, index } of text.matchAll(hangulRun)) {
    if (index > end) runs.push({ text: text.slice(end, index) });
    runs.push({ text: run, lang: 'ko' });
    end = index + run.length;
  }
  if (end < text.length) runs.push({ text: text.slice(end) });
  return runs;
}

/** Whether a text is set in Hangul for the most part: its headline then wants Korean line breaking. */
export const isMostlyHangul = (text: string): boolean =>
  (text.match(/\p{Script=Hangul}/gu)?.length ?? 0) > (text.match(/\p{Script=Latin}/gu)?.length ?? 0);
