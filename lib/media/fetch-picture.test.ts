import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Network } from '#lib/outbound';
import { fetchPicture, fetchRefusals } from './fetch-picture.ts';
import { isPublicAddress } from './public-address.ts';
import { mostPictureBytes, pictureRefusals } from './rules.ts';

const folder = mkdtempSync(join(tmpdir(), 'fetched-'));
const publicAddress = '93.184.215.14';
const answers: Record<string, RequestListener> = {
  '/picture': (_request, response) => void response.end('a picture'),
  '/around': (_request, response) => void response.writeHead(302, { location: '/picture' }).end(),
  '/elsewhere': (_request, response) =>
    void response.writeHead(301, { location: 'http://other.example/picture' }).end(),
  '/for-ever': (_request, response) => void response.writeHead(307, { location: '/for-ever' }).end(),
  '/large': (_request, response) => void response.writeHead(200, { 'content-length': mostPictureBytes + 1 }).end(),
  '/larger-than-said': (_request, response) => {
    const piece = Buffer.alloc(1024 * 1024);
    const more = () => {
      while (response.write(piece) && !response.destroyed);
    };
    response.on('drain', more).on('error', () => {});
    more();
  },
  '/cut-off': (_request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half');
    setImmediate(() => response.destroy());
  },
  '/never': () => {},
};
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  const known = answers[path];
  if (path.startsWith('/to/')) response.writeHead(302, { location: decodeURIComponent(path.slice(4)) }).end();
  else if (known) known(request, response);
  else response.writeHead(404).end();
});
beforeAll(() => new Promise<void>((done) => void server.listen(0, '127.0.0.1', done)));
afterAll(() => void server.close().closeAllConnections());

/** An internet in which every checked address is the test's own server, and what was asked of it. */
function internet(names: Record<string, string[][]> = {}) {
  const reached: string[] = [];
  const asked: string[] = [];
  const network: Network = {
    resolve: async (host) => {
      asked.push(host);
      const known = names[host];
      return known ? (known.length > 1 ? known.shift()! : known[0]!) : [publicAddress];
    },
    connect: (address, port) => {
      reached.push(`${address}:${port}`);
      return connect((server.address() as AddressInfo).port, '127.0.0.1');
    },
    patience: 30_000,
  };
  return { network, reached, asked };
}
/** Fetches into a new file, and gives what is in it. */
async function fetched(address: string, network?: Network): Promise<string> {
  const path = join(folder, randomUUID());
  await fetchPicture(address, path, network);
  return readFile(path, 'utf8');
}

describe('what is got', () => {
  test('a picture, from the address that was checked', async () => {
    const { network, reached, asked } = internet();
    expect(await fetched('http://example.org/picture?a=1', network)).toBe('a picture');
    expect({ reached, asked }).toEqual({ reached: [`${publicAddress}:80`], asked: ['example.org'] });
  });

  test('a picture that has moved, each address checked', async () => {
    const { network, asked } = internet();
    expect(await fetched('http://example.org/around', network)).toBe('a picture');
    expect(await fetched('http://example.org/elsewhere', network)).toBe('a picture');
    expect(asked).toEqual(['example.org', 'example.org', 'example.org', 'other.example']);
  });

  test.each([
    ['/missing', fetchRefusals.gone],
    ['/for-ever', fetchRefusals.detours],
    ['/large', pictureRefusals.bytes],
    ['/larger-than-said', pictureRefusals.bytes],
    ['/cut-off', fetchRefusals.lost],
  ])('%s is a sentence', async (path, sentence) => {
    await expect(fetched(`http://example.org${path}`, internet().network)).rejects.toThrow(sentence);
  });

  test('nobody waits for a site that does not answer, or for a name that nobody knows', async () => {
    const { network } = internet();
    const soon = { ...network, patience: 50 };
    await expect(fetched('http://example.org/never', soon)).rejects.toThrow(fetchRefusals.slow);
    const silent = { ...soon, resolve: () => new Promise<string[]>(() => {}) };
    await expect(fetched('http://example.org/', silent)).rejects.toThrow(fetchRefusals.slow);
    const unknown = { ...network, resolve: () => Promise.reject(new Error('ENOTFOUND')) };
    await expect(fetched('http://example.org/', unknown)).rejects.toThrow(fetchRefusals.lost);
  });
});

describe('the network of this server is never reached', () => {
  const inside = [
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://0/',
    'http://①②⑦.⓪.⓪.①/',
    'http://10.0.0.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
  ];
  const odd = [
    'http://user:secret@example.org/picture',
    'http://example.org@127.0.0.1/',
    'http://example.org:22/picture',
    'http://example.org:8080/picture',
    'https://example.org:5432/',
    'ftp://example.org/picture',
    'file:///etc/passwd',
    'gopher://example.org/',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    '//example.org/picture',
    '/picture',
    'http://',
    '',
  ];

  test.each([...inside, ...odd])('%s', async (address) => {
    const { network, reached } = internet();
    await expect(fetched(address, network)).rejects.toThrow(fetchRefusals.address);
    expect(reached).toEqual([]);
  });

  test.each([...inside, ...odd].filter((address) => /^[a-z]+:[ -~]*$/.test(address)))(
    'a site leads on to %s',
    async (address) => {
      const { network, reached } = internet();
      await expect(fetched(`http://example.org/to/${encodeURIComponent(address)}`, network)).rejects.toThrow(
        fetchRefusals.address,
      );
      expect(reached).toEqual([`${publicAddress}:80`]);
    },
  );

  test('a name that stands for this machine, alone or among others', async () => {
    for (const addresses of [
      ['127.0.0.1'],
      ['::1'],
      [publicAddress, '10.0.0.1'],
      ['::ffff:10.0.0.1'],
      [],
      ['nonsense'],
    ]) {
      const { network, reached } = internet({ 'inside.example': [addresses] });
      await expect(fetched('http://inside.example/', network)).rejects.toThrow(fetchRefusals.address);
      expect(reached).toEqual([]);
    }
  });

  test('a name that stands for something else the second time', async () => {
    const names = { 'turning.example': [[publicAddress], ['127.0.0.1']] };
    const first = internet(structuredClone(names));
    expect(await fetched('http://turning.example/picture', first.network)).toBe('a picture');
    expect({ reached: first.reached, asked: first.asked }).toEqual({
      reached: [`${publicAddress}:80`],
      asked: ['turning.example'],
    });
    const again = internet(structuredClone(names));
    await expect(fetched('http://turning.example/around', again.network)).rejects.toThrow(fetchRefusals.address);
    expect(again.reached).toEqual([`${publicAddress}:80`]);
  });

  test('without a network of its own, a test reaches nothing either', async () => {
    const { port } = server.address() as AddressInfo;
    await expect(fetched(`http://localhost:${port}/picture`)).rejects.toThrow(fetchRefusals.address);
    await expect(fetched('http://localhost/picture')).rejects.toThrow(fetchRefusals.address);
  });

  test('addresses of the public web are', () => {
    for (const address of [
      '1.1.1.1',
      '172.15.0.1',
      '172.32.0.1',
      '100.128.0.1',
      '223.255.255.255',
      '2606:4700::1111',
      '2a00:1450::1',
    ])
      expect(isPublicAddress(address), address).toBe(true);
    for (const address of ['', 'example.org', '1.1.1.1.', '::ffff:1.1.1.1', '127.0.0.1%lo', 'fe80::1%eth0'])
      expect(isPublicAddress(address), address).toBe(false);
  });
});
