/**
 * The strokes by which a text is typed, so that what is half typed can be looked for: '제목' begins with 'ㅈ', with '제' and
 * with '젬', which is what stands on the screen before the last vowel. Case, spaces and hyphens do not count.
 */
export const strokesOf = (text: string): string =>
  [...text.normalize('NFC').toLowerCase()].map(strokesOfLetter).join('').replace(/[\s-]/g, '');

const leads = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const vowels = 'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ'.split(' ');
const tails =
  ' ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(' ');

function strokesOfLetter(letter: string): string {
  const place = letter.charCodeAt(0) - 0xac00;
  if (place < 0 || place >= leads.length * 21 * 28) return letter;
  return leads[Math.floor(place / 588)]! + vowels[Math.floor(place / 28) % 21]! + tails[place % 28]!;
}
