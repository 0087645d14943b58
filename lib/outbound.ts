import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import { isPublicAddress } from '#lib/media/public-address';

/** How the internet is reached; tests have one of their own. */
export type Network = {
  /** Every address that a name has. */
  resolve: (host: string) => Promise<string[]>;
  /** A connection to an address that has been checked; what is left out is Node's own. */
  connect?: (address: string, port: number) => Socket;
  /** Milliseconds for all of it. */
  patience: number;
};

export const internet: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  patience: 10_000,
};

type Question = { method?: 'GET' | 'POST'; headers: Record<string, string | number>; body?: string };

/**
 * Asks what stands at an address that a person has given. It never reaches into the network of this server: the name is looked
 * up once, everything it stands for must be public, and the connection goes to the very address that was checked. Nobody is
 * followed to another. Returns null where the address is not public. Throws what Node throws.
 */
export async function askPublic(
  url: URL,
  { method = 'GET', headers, body }: Question,
  network: Network,
  patience: AbortSignal,
): Promise<IncomingMessage | null> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) ? [host] : await orAbort(network.resolve(host), patience);
  const [address] = found;
  // One that is not public is refused with all others: a name that stands for both is up to something.
  if (address === undefined || !found.every(isPublicAddress)) return null;
  const isSafe = url.protocol === 'https:';
  const port = Number(url.port) || (isSafe ? 443 : 80);
  const { connect } = network;
  const options: RequestOptions & { servername?: string } = {
    method,
    host: address, // not the name: it would be looked up again, and might be another by then
    port,
    path: url.pathname + url.search,
    headers: { host: url.host, ...headers },
    signal: patience,
    ...(isSafe && !isIP(host) && { servername: host }),
    // Node asks an agent before it asks for a connection.
    ...(connect ? { createConnection: () => connect(address, port) } : { agent: false }),
  };
  return new Promise((resolve, reject) => {
    (isSafe ? https : http).request(options, resolve).on('error', reject).end(body);
  });
}

/** Looking up a name cannot be broken off: it is left to itself. */
function orAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
