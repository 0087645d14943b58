import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { createTar, DamagedError, readTar } from './tar.ts';

const folder = mkdtempSync(join(tmpdir(), 'tar-'));
afterAll(() => rmSync(folder, { recursive: true }));
const archive = join(folder, 'archive.tar.gz');
const writeArchive = (bytes: Buffer) => writeFileSync(archive, gzipSync(bytes));

async function entries(): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {};
  for await (const { name, isFolder, body } of readTar(archive))
    found[name] = isFolder ? null : Buffer.concat(await Array.fromAsync(body)).toString();
  return found;
}

const long = `media/${'가'.repeat(40)}/${'b'.repeat(90)}`;

/** An archive of every kind of entry, not compressed. */
async function sample(): Promise<Buffer> {
  const tar = createTar();
  const path = join(folder, 'sample');
  writeFileSync(path, 'x'.repeat(3_000_000));
  const parts = [...tar.folder('media'), ...tar.bytes('media/empty', ''), ...tar.bytes(long, '물때')];
  parts.push(...(await Array.fromAsync(tar.file('media/large', path))));
  parts.push(...(await Array.fromAsync(tar.file('media/gone', join(folder, 'gone')))), ...tar.end());
  return Buffer.concat(parts);
}

const expected = { media: null, 'media/empty': '', [long]: '물때', 'media/large': 'x'.repeat(3_000_000) };

test('what is written is read again, and by tar and sha256sum', async () => {
  writeArchive(await sample());
  expect(await entries()).toEqual(expected);

  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  for (const [name, content] of Object.entries(expected))
    if (content !== null) expect(readFileSync(join(folder, name), 'utf8')).toBe(content);
  execFileSync('sha256sum', ['--check', '--quiet', 'checksums'], { cwd: folder });
});

test('a file has the length that it had when it was opened, whatever becomes of it', async () => {
  const path = join(folder, 'changing');
  writeFileSync(path, 'a'.repeat(2_500_000));
  const tar = createTar();
  const parts = [];
  for await (const part of tar.file('changing', path)) {
    if (parts.length === 1) writeFileSync(path, 'a'.repeat(1_500_000)); // cut off
    parts.push(part);
  }
  writeArchive(Buffer.concat([...parts, ...tar.end()]));
  const { changing } = await entries();
  expect(changing).toHaveLength(2_500_000);
  expect(changing).toMatch(/^a{1500000}\0{1000000}$/);
});

test('a bit that has changed, an end that is missing and an entry that was left out are found', async () => {
  const whole = await sample();
  const changed = Buffer.from(whole);
  changed[whole.indexOf('물때')]! ^= 1;
  writeArchive(changed);
  await expect(entries()).rejects.toThrow('is not as it was written');

  for (const length of [100, 512, whole.length / 2]) {
    writeArchive(whole.subarray(0, length));
    await expect(entries(), `${length}`).rejects.toThrow('its end is missing');
  }
  writeFileSync(archive, gzipSync(whole).subarray(0, -4)); // the checksum of the compression
  await expect(entries()).rejects.toThrow(new DamagedError('unexpected end of file'));

  const [first, second] = [createTar(), createTar()];
  const one = [...first.bytes('a', '1')];
  void [...second.bytes('a', '1'), ...second.bytes('b', '2')];
  writeArchive(Buffer.concat([...one, ...second.end()]));
  await expect(entries()).rejects.toThrow('b is missing');
});

test.each(['../up', 'a/../../up', '/root', 'a//b', './a', 'a\\b'])('the name %s is refused', async (name) => {
  const tar = createTar();
  writeArchive(Buffer.concat([...tar.bytes(name, 'x'), ...tar.end()]));
  await expect(entries()).rejects.toThrow('leads elsewhere');
});

test('links, and what tar packs besides files and folders, are refused', async () => {
  symlinkSync('/etc', join(folder, 'link'));
  execFileSync('tar', ['--format=ustar', '-czf', archive, '-C', folder, 'link']);
  await expect(entries()).rejects.toThrow('link is neither a file nor a folder');
});

test('the same name twice is refused, and so is what is no archive', async () => {
  const tar = createTar();
  writeArchive(Buffer.concat([...tar.bytes('a', '1'), ...tar.bytes('a', '2'), ...tar.end()]));
  await expect(entries()).rejects.toThrow('a is in it twice');
  writeArchive(Buffer.from('no archive at all '.repeat(100)));
  await expect(entries()).rejects.toThrow('it is no tar archive');
  writeFileSync(archive, 'not even compressed');
  await expect(entries()).rejects.toThrow('incorrect header check');
});
