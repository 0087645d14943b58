import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'media-'));
const { GET, HEAD } = await import('./route.ts');
const { mediaStore } = await import('#lib/media/store/store');
const id = '0123456789abcdef0123456789abcdef';
mkdirSync(join(process.env.DATA_DIR, 'media', 'share'), { recursive: true });
writeFileSync(join(process.env.DATA_DIR, 'media', `${id}.jpg`), 'the picture');
writeFileSync(join(process.env.DATA_DIR, 'media', 'note.txt'), 'a note');
writeFileSync(join(process.env.DATA_DIR, 'auth-secret'), 'a secret');

const ask = (file: string, init: RequestInit = {}) => {
  const answer = init.method === 'HEAD' ? HEAD : GET;
  return answer(new Request('http://localhost/media/x', init), { params: Promise.resolve({ file }) });
};

test('a picture comes with all that lets it be kept for ever', async () => {
  const answer = await ask(`${id}.jpg`);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toEqual({
    'content-type': 'image/jpeg',
    'content-length': '11',
    'surrogate-key': `picture%3A${id}`,
    'content-disposition': 'inline',
    'cache-control': 'public, max-age=31536000, immutable',
    etag: `"${id}"`,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
  });
  expect(await answer.text()).toBe('the picture');
});

test('HEAD says the same without the picture; who has it already is told so', async () => {
  const head = await ask(`${id}.jpg`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '11', '']);
  expect((await ask(`${id}.jpg`, { headers: { 'if-none-match': `W/"${id}"` } })).status).toBe(304);
});

test('who has one that was taken away meanwhile is not told that it is as it was', async () => {
  const gone = 'a'.repeat(32);
  expect((await ask(`${gone}.jpg`, { headers: { 'if-none-match': `"${gone}"` } })).status).toBe(404);
});

test('a store that does not answer is asked again later', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const away = new Error('The store is away.');
  vi.spyOn(mediaStore(), 'get').mockRejectedValueOnce(away);
  const answer = await ask(`${id}.jpg`);
  expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('cache-control')]).toEqual([
    503,
    '30',
    'no-store',
  ]);
  expect(said).toHaveBeenCalledWith(away);
  expect((await ask(`${id}.jpg`)).status).toBe(200);
});

test.each([
  `${id}.png`,
  `${id}.svg`,
  `${id}`,
  `${id.toUpperCase()}.jpg`,
  `${id}.jpg\n`,
  'f'.repeat(32).concat('.jpg'),
  'note.txt',
  'share',
  '../auth-secret',
  '..%2fauth-secret',
  `../media/${id}.jpg`,
  '',
])('%j is no picture', async (file) => {
  const answer = await ask(file);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('cache-control')).toBeNull();
});
