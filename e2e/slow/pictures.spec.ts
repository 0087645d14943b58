import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import S3rver from 's3rver';
import sharp, { type Sharp } from 'sharp';
import { landscape, noise } from '../support/picture-files.ts';
import { memoryOfAll, treeOf } from '../support/process-tree.ts';
import { signInAt } from '../support/sessions.ts';
import { clearAway, type Site, startSite } from '../support/site.ts';

test.afterAll(clearAway);

const send = (site: Site, cookie: string, body: Buffer) =>
  fetch(`${site.url}/desk/pictures/upload`, {
    method: 'PUT',
    headers: { cookie, origin: site.url, 'content-type': 'application/octet-stream', 'x-file-name': 'x.jpg' },
    body: new Uint8Array(body),
  });

test('ten of the largest pictures at once stay under 600 MB, and readers are answered meanwhile', async () => {
  test.setTimeout(600_000);
  const site = await (await startSite()).ready();
  const [cookie] = await signInAt(site, 'author');
  // 100 megapixels each, in the ways that take most to unpack
  const [width, height] = [10_000, 9_990];
  const photo = (await landscape(2500, 2500)).resize(width, height, { fit: 'fill' });
  /** As a square. */
  const sized = (side: number) => photo.clone().resize(side, side, { fit: 'fill' });
  const large = sized(7700); // 59 megapixels
  const files = {
    'a photograph': await photo.clone().jpeg({ quality: 90 }).toBuffer(),
    'one that lies on its side': await photo.clone().withMetadata({ orientation: 6 }).jpeg({ quality: 80 }).toBuffer(),
    'a PNG': await drawing(9990).png().toBuffer(),
    'a WebP': await photo.clone().webp({ quality: 60, effort: 0 }).toBuffer(),
    'a see-through WebP': await drawing(9990).ensureAlpha(0.5).webp({ quality: 60, effort: 0 }).toBuffer(),
    // what can only be unpacked whole, as large as it is taken
    'a progressive photograph': await large.jpeg({ quality: 60, progressive: true }).toBuffer(),
    'a progressive one with all its colours': await sized(5450)
      .jpeg({ quality: 60, progressive: true, chromaSubsampling: '4:4:4' })
      .toBuffer(),
    'an AVIF as phones make them': await photo
      .clone()
      .resize(4032, 3024, { fit: 'fill' })
      .avif({ quality: 40, effort: 0 })
      .toBuffer(),
    'an exact WebP': await drawing(6700).webp({ lossless: true, effort: 0 }).toBuffer(),
    'an interlaced PNG': await drawing(7740).png({ progressive: true }).toBuffer(),
  };
  for (const [name, file] of Object.entries(files)) expect(file.length, name).toBeLessThan(40 * 1024 * 1024);
  // A page that is made draws its share image, in a process that goes when it has nothing to do.
  await fetch(`${site.url}/`);
  await expect.poll(() => treeOf(site).length, { timeout: 60_000 }).toBe(1);
  const before = memoryOfAll(site);
  let [most, slowest, isOver] = [0, 0, false];
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, memoryOfAll(site));
      const began = performance.now();
      expect((await fetch(`${site.url}/`)).status).toBe(200);
      slowest = Math.max(slowest, performance.now() - began);
      await new Promise((done) => setTimeout(done, 100));
    }
  })();
  const statuses = await Promise.all(
    Object.entries(files).map(async ([name, file]) => [name, (await send(site, cookie!, file)).status]),
  );
  isOver = true;
  await watching;
  const measured = { before, most, slowest: Math.round(slowest) };
  test.info().annotations.push({ type: 'measured', description: JSON.stringify(measured) });
  console.log('    ten of the largest pictures:', JSON.stringify(measured));
  expect(Object.fromEntries(statuses)).toEqual(Object.fromEntries(Object.keys(files).map((name) => [name, 200])));
  expect(most).toBeLessThan(600);
  // those of the sample may be on their way
  const left = () => readdirSync(join(site.dataDir, 'incoming'));
  await expect.poll(left, { message: 'nothing is left of what was sent', timeout: 60_000 }).toEqual([]);
});

/** Steps of colour, which every exact format makes small. */
function drawing(side: number): Sharp {
  const data = Buffer.alloc(side * side * 3);
  for (let y = 0, at = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      data[at++] = x >> 4;
      data[at++] = y >> 4;
      data[at++] = (x + y) >> 6;
    }
  return sharp(data, { raw: { width: side, height: side, channels: 3 } });
}

test('pictures in a bucket: sent, read, and moved there and back with every file verified', async () => {
  test.setTimeout(300_000);
  const bucket = 'mansudae-media';
  const directory = mkdtempSync(join(tmpdir(), 's3-'));
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port } = await server.run();
  const settings = {
    MEDIA_S3_ENDPOINT: `http://127.0.0.1:${port}`,
    MEDIA_S3_BUCKET: bucket,
    MEDIA_S3_KEY_ID: 'S3RVER',
    MEDIA_S3_SECRET: 'S3RVER',
  };
  const first = await (await startSite()).ready();
  const { dataDir } = first;
  const pictureOf = async (site: Site) =>
    /\/media\/[0-9a-f]{32}\.jpg/.exec(
      await (await fetch(`${site.url}/articles/the-line-that-stops-at-the-river`)).text(),
    )![0];
  const path = await pictureOf(first);
  const bytes = async (site: Site) => Buffer.from(await (await fetch(site.url + path)).arrayBuffer());
  const before = await bytes(first);
  const move = async (direction: string) => {
    const script = ['--conditions=react-server', 'scripts/pictures.ts', direction];
    const options = {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, DATA_DIR: dataDir, ...settings },
    };
    return (await promisify(execFile)(process.execPath, script, options)).stdout;
  };
  expect(await move('to-bucket'), 'while it runs').toMatch(/^\d+ files copied .* each read back and the same\./);
  await first.stop();
  rmSync(join(dataDir, 'media'), { recursive: true });

  const second = await (await startSite(settings, { dataDir })).ready();
  expect(await bytes(second)).toEqual(before);
  const [cookie] = await signInAt(second, 'author');
  const sent = await send(second, cookie!, await noise(700, 500).jpeg().toBuffer());
  const { src } = (await sent.json()) as { src: string };
  const answer = await fetch(second.url + src);
  expect(answer.status).toBe(200);
  expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width).toBe(700);
  const [card] = /\/articles\/[^"]+\/share\/[0-9a-f]{24}\.jpg/.exec(
    await (await fetch(`${second.url}/articles/the-line-that-stops-at-the-river`)).text(),
  )!;
  const drawn = await fetch(second.url + card);
  expect(drawn.headers.get('content-type'), `${drawn.status} ${second.output}`).toBe('image/jpeg');
  expect(filesIn(join(dataDir, 'media')), 'nothing of it is on the disk').toEqual([]);
  await second.stop();

  expect(await move('to-folder')).toContain('each read back and the same');
  const third = await (await startSite({}, { dataDir })).ready();
  expect((await fetch(third.url + src)).status).toBe(200);
  await third.stop();
  await server.close();
  rmSync(directory, { recursive: true });
});

const filesIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    : [];
