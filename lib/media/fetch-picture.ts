import { lookup } from 'node:dns/promises';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import { DomainError } from '#lib/errors';
import { isPublicAddress } from './public-address.ts';
import { boundedQueue } from './queue.ts';
import { mostPictureBytes, pictureRefusals } from './rules.ts';

export const fetchRefusals = {
  address: 'This is not an address of a picture on the public web.',
  gone: 'The site it comes from did not give it out.',
  slow: 'The site it comes from took longer than ten seconds.',
  lost: 'The site it comes from could not be reached.',
  detours: 'The site it comes from led from address to address.',
} as const;

/** How the internet is reached; tests have one of their own. */
export type Network = {
  /** Every address that a name has. */
  resolve: (host: string) => Promise<string[]>;
  /** A connection to an address that has been checked; what is left out is Node's own. */
  connect?: (address: string, port: number) => Socket;
  /** Milliseconds for all of it. */
  patience: number;
};

const internet: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  patience: 10_000,
};

const mostDetours = 3;

/** Each holds up to 20 MB. */
const inTurn = boundedQueue(4, 60, () => new DomainError(pictureRefusals.busy));

/**
 * Gets what stands at a public address, which somebody who writes here has pasted. It never reaches into the network of
 * this server: of each address, also those that a site leads on to, the name is looked up once, everything it stands for
 * must be public, and the connection goes to the very address that was checked. What comes is not looked at here.
 * Throws DomainError with a sentence.
 */
export async function fetchPicture(address: string, network: Network = internet): Promise<Uint8Array> {
  return inTurn(async () => {
    const patience = AbortSignal.timeout(network.patience);
    try {
      let url = address;
      for (let detours = 0; detours <= mostDetours; detours += 1) {
        const answer = await ask(checked(url), network, patience);
        const next = redirectOf(answer, url);
        if (next === null) return await bytesOf(answer);
        answer.destroy();
        url = next;
      }
      throw new DomainError(fetchRefusals.detours);
    } catch (error) {
      if (error instanceof DomainError) throw error;
      throw new DomainError(patience.aborted ? fetchRefusals.slow : fetchRefusals.lost, { cause: error });
    }
  });
}

/** An address that may be asked at all. `URL` has turned 0x7f.1, 2130706433 and the like into plain numbers by then. */
function checked(address: string): URL {
  if (!URL.canParse(address)) throw new DomainError(fetchRefusals.address);
  const url = new URL(address);
  const isPlain = /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  // What is not the usual port of its protocol is written out; the other one's may stand there as well.
  if (!isPlain || !['', '80', '443'].includes(url.port)) throw new DomainError(fetchRefusals.address);
  return url;
}

async function ask(url: URL, network: Network, patience: AbortSignal): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) ? [host] : await orAbort(network.resolve(host), patience);
  const [address] = found;
  // One that is not public is refused with all others: a name that stands for both is up to something.
  if (address === undefined || !found.every(isPublicAddress)) throw new DomainError(fetchRefusals.address);
  const isSafe = url.protocol === 'https:';
  const port = Number(url.port) || (isSafe ? 443 : 80);
  const { connect } = network;
  const options: RequestOptions & { servername?: string } = {
    host: address, // not the name: it would be looked up again, and might be another by then
    port,
    path: url.pathname + url.search,
    headers: {
      host: url.host,
      accept: 'image/*',
      'accept-encoding': 'identity',
      'user-agent': 'Mozilla/5.0 (pictures)',
    },
    signal: patience,
    ...(isSafe && !isIP(host) && { servername: host }),
    // Node asks an agent before it asks for a connection.
    ...(connect ? { createConnection: () => connect(address, port) } : { agent: false }),
  };
  return new Promise((resolve, reject) => {
    (isSafe ? https : http).get(options, resolve).on('error', reject);
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

function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: string): string | null {
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) return null;
  return URL.canParse(headers.location, from) ? new URL(headers.location, from).href : headers.location;
}

async function bytesOf(answer: IncomingMessage): Promise<Uint8Array> {
  try {
    if (answer.statusCode !== 200) throw new DomainError(fetchRefusals.gone);
    if (Number(answer.headers['content-length'] ?? 0) > mostPictureBytes) throw new DomainError(pictureRefusals.bytes);
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of answer as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > mostPictureBytes) throw new DomainError(pictureRefusals.bytes);
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } finally {
    answer.destroy();
  }
}
