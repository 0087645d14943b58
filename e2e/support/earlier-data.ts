import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { findPlace } from '../../server/embedded-postgres.ts';
import { newFolder } from './site.ts';

/**
 * A data folder as an earlier magazine left it: made by running the code of commit 34b98ff, whose only migration is 0000.
 * Its owner kept the sample, published "What was here before", and a reader's comment waits. Of the pictures only one was
 * packed (`tar -C DATA_DIR -c … | zstd --ultra -22 --long=27`), and no mail.
 */
export async function earlierDataFolder(): Promise<string> {
  const folder = newFolder();
  const packed = readFileSync(join(import.meta.dirname, 'earlier-data.tar.zst'));
  const tar = ['-x', '-p', '-f', '-', '-C', folder, '--no-same-owner', './auth-secret', './postgres-password'];
  execFileSync('tar', [...tar, './media', './postgres'], { input: zstdDecompressSync(packed) });
  const { account } = await findPlace(folder, () => {});
  if (account.uid !== undefined)
    execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, join(folder, 'postgres')]);
  return folder;
}

/** The one picture that was packed. */
export const earlierPicture = '15d2b38cb270862ad1da62edddc4b4f8.jpg';
