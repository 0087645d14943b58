import { createHmac, randomBytes } from 'node:crypto';

/**
 * When an address was last sent a page by this process: what a form needs to know whether a person can have filled it in.
 * A page is the same for everyone, so the time cannot stand in the page. Kept in memory as keyed hashes, bounded, and
 * forgotten after an hour.
 */
const key = randomBytes(32);
const mostVisits = 50_000;
const forgetAfter = 3_600_000;
const visits = new Map<string, number>();

const visitKey = (clientAddress: string, path: string) =>
  createHmac('sha256', key).update(`${clientAddress}\n${path}`).digest('base64url');

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
