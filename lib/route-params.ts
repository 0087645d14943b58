/**
 * A dynamic part of an address as text, or null when nothing can be found under it: control characters (PostgreSQL refuses
 * NUL), half a surrogate pair, or more than any name we give. Next 16.4 hands it to pages and slots still encoded, but to
 * `generateMetadata` and to route handlers decoded. It encodes with `encodeURIComponent`, so what is its own encoding is
 * encoded, and everything else is text already, a lone % included.
 */
export function textParam(value: string): string | null {
  const text = decodedOnce(value);
  return text.length > longest || /\p{Cc}/u.test(text) || !text.isWellFormed() ? null : text;
}

const longest = 300;

function decodedOnce(value: string): string {
  if (value.length > longest * 12) return value; // a character takes four bytes at most, a byte three signs
  try {
    const text = decodeURIComponent(value);
    return encodeURIComponent(text) === value ? text : value;
  } catch {
    return value; // text with a % in it
  }
}

/** The one spelling of a name in an address: composed, lower case. */
export const canonicalName = (name: string): string => name.normalize('NFC').toLowerCase();
