/**
 * The pictures of a text in RTF, in their order, as `data:` addresses; null for one in a format that no page shows. Word
 * puts them there and nowhere else: its HTML names files on the author's disk.
 */
export function picturesInRtf(rtf: string): (string | null)[] {
  const pictures: (string | null)[] = [];
  let next = 0;
  for (let at = rtf.indexOf('{\\pict'); at !== -1; at = rtf.indexOf('{\\pict', next)) {
    next = at + 1;
    // Each picture comes twice: once for old programs, which do not know the newer.
    if (/\\nonshppict\s*$/.test(rtf.slice(Math.max(0, at - 20), at))) continue;
    const head = rtf.slice(at, at + 3000);
    const kind = /\\(pngblip|jpegblip)/.exec(head)?.[1];
    const { digits, end } = hexAfter(rtf, at);
    next = end;
    if (digits === '') continue;
    pictures.push(kind ? `data:image/${kind === 'pngblip' ? 'png' : 'jpeg'};base64,${base64Of(digits)}` : null);
  }
  return pictures;
}

/** The digits of a picture: what stands in its own braces, after its words of control and the groups in it. */
function hexAfter(rtf: string, start: number): { digits: string; end: number } {
  const pieces: string[] = [];
  let depth = 0;
  let at = start;
  while (at < rtf.length) {
    const character = rtf[at];
    if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) break;
    } else if (character === '\\') {
      const word = /^\\(?:[a-z]+-?\d* ?|.)/is.exec(rtf.slice(at, at + 60))?.[0] ?? '\\';
      at += word.length;
      continue;
    } else if (depth === 1) {
      const end = nextMark(rtf, at);
      pieces.push(rtf.slice(at, end).replace(/[^0-9a-f]+/gi, ''));
      at = end;
      continue;
    }
    at += 1;
  }
  return { digits: pieces.join(''), end: at };
}

function nextMark(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '{' && text[at] !== '}' && text[at] !== '\\') at += 1;
  return at;
}

function base64Of(hex: string): string {
  const pieces: string[] = [];
  for (let at = 0; at + 1 < hex.length; at += 24_576) {
    const bytes = hex.slice(at, at + 24_576).match(/../g) ?? [];
    pieces.push(btoa(bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join('')));
  }
  return pieces.join('');
}
