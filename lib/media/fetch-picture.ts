import type { IncomingMessage } from 'node:http';
import { DomainError } from '#lib/errors';
import { askPublic, internet, type Network } from '#lib/outbound';
import { receive } from './incoming.ts';
import { boundedQueue } from './queue.ts';
import { mostPictureBytes, pictureRefusals } from './rules.ts';

export const fetchRefusals = {
  address: 'This is not an address of a picture on the public web.',
  gone: 'The site it comes from did not give it out.',
  slow: 'The site it comes from took longer than ten seconds.',
  lost: 'The site it comes from could not be reached.',
  detours: 'The site it comes from led from address to address.',
} as const;

const mostDetours = 3;

/** Each holds a connection and a file. */
const inTurn = boundedQueue(4, 60, () => new DomainError(pictureRefusals.busy));

/**
 * Gets what stands at a public address, which somebody who writes here has pasted, into the new file `path`. It never reaches into the network of
 * this server: of each address, also those that a site leads on to, the name is looked up once, everything it stands for
 * must be public, and the connection goes to the very address that was checked. What comes is not looked at here.
 * Throws DomainError with a sentence.
 */
export async function fetchPicture(address: string, path: string, network: Network = internet): Promise<void> {
  return inTurn(async () => {
    const patience = AbortSignal.timeout(network.patience);
    try {
      let url = address;
      for (let detours = 0; detours <= mostDetours; detours += 1) {
        const answer = await ask(checked(url), network, patience);
        const next = redirectOf(answer, url);
        if (next === null) return await write(answer, path);
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
  const headers = { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'Mozilla/5.0 (pictures)' };
  const answer = await askPublic(url, { headers }, network, patience);
  if (!answer) throw new DomainError(fetchRefusals.address);
  return answer;
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: string): string | null {
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) return null;
  return URL.canParse(headers.location, from) ? new URL(headers.location, from).href : headers.location;
}

async function write(answer: IncomingMessage, path: string): Promise<void> {
  try {
    if (answer.statusCode !== 200) throw new DomainError(fetchRefusals.gone);
    if (Number(answer.headers['content-length'] ?? 0) > mostPictureBytes) throw new DomainError(pictureRefusals.bytes);
    await receive(answer, path);
  } finally {
    answer.destroy();
  }
}

/** The last part of an address, which mostly is the name of a file; '' for what is no address. */
export const nameIn = (address: string): string =>
  URL.canParse(address) ? (new URL(address).pathname.split('/').at(-1) ?? '') : '';
