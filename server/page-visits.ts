import { randomInt } from 'node:crypto';

/**
 * When an address was last sent a page by this process: what a form needs to know whether a person can have filled it in.
 * A page is the same for everyone, so the time cannot stand in the page. Kept in memory as keyed hashes, bounded, and
 * forgotten after an hour.
 */
const keys = [randomInt(2 ** 32), randomInt(2 ** 32)] as const;
const mostVisits = 50_000;
const forgetAfter = 3_600_000;
const visits = new Map<number, number>();

/**
 * 53 bits of address and path, mixed with keys of this run: who reads the memory learns nothing in passing. It is taken at
 * every page that goes out, and a cryptographic one costs more than sending the page: 23 µs against 0.3.
 */
function visitKey(clientAddress: string, path: string): number {
  let [one, other] = keys as readonly [number, number];
  const text = `${clientAddress}\n${path}`;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x9e3779b1);
    other = Math.imul(other ^ code, 0x5f356495);
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  other = Math.imul(other ^ (other >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
  return 2 ** 32 * (other & 0x1fffff) + (one >>> 0);
}

export function notePage(clientAddress: string, path: string): void {
  const visit = visitKey(clientAddress, path);
  visits.delete(visit); // to the end of the insertion order
  visits.set(visit, Date.now());
  if (visits.size > mostVisits) visits.delete(visits.keys().next().value!);
}

/** Milliseconds since then, or null when this process does not know. */
export function sincePage(clientAddress: string, path: string): number | null {
  const at = visits.get(visitKey(clientAddress, path));
  return at === undefined || Date.now() - at > forgetAfter ? null : Date.now() - at;
}
