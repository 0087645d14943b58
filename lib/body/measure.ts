/** How much text there is. A word is what stands between spaces and can be said: in Korean that is an eojeol. */
export type Measure = {
  words: number;
  /** As readers count them, spaces included, line ends not. */
  characters: number;
  /** Of Hangul, and characters of Hanja. */
  syllables: number;
  /** Words that are not Korean. */
  otherWords: number;
};

export const noText: Measure = { words: 0, characters: 0, syllables: 0, otherWords: 0 };

/** Measures text; lines may follow one another. */
export function measureText(text: string): Measure {
  const composed = text.normalize('NFC');
  const count = (pattern: RegExp, within = composed) => within.match(pattern)?.length ?? 0;
  return {
    words: count(/\S*[\p{L}\p{N}]\S*/gu),
    characters: count(/[^\n]\p{M}*/gu),
    syllables: count(korean),
    otherWords: count(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu, composed.replace(korean, ' ')),
  };
}

/** The measure of two texts together. */
export const addMeasures = (one: Measure, other: Measure): Measure => ({
  words: one.words + other.words,
  characters: one.characters + other.characters,
  syllables: one.syllables + other.syllables,
  otherWords: one.otherWords + other.otherWords,
});

/** Minutes a practised reader needs, at least one: 230 words or 500 syllables of Hangul (or characters of Hanja) in one. */
export const minutesFor = ({ syllables, otherWords }: Measure): number =>
  Math.max(1, Math.round(otherWords / 230 + syllables / 500));

const korean = /[\p{Script=Hangul}\p{Script=Han}]/gu;
