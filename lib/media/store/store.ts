import { join, resolve } from 'node:path';
import { type Env, env } from '#lib/env';
import { diskStore } from './disk.ts';
import { s3Store } from './s3.ts';

/** Where pictures lie. `name` is a file name that we made, never one that somebody sent; it may have a folder. */
export type MediaStore = {
  /** The folder, or the address of the bucket, for people. */
  where: string;
  /** Puts a file that is then there whole, or not at all. */
  put: (name: string, bytes: Uint8Array, contentType: string) => Promise<void>;
  /** Null when there is none. */
  get: (name: string) => Promise<Buffer | null>;
  sizeOf: (name: string) => Promise<number | null>;
  /** Nothing happens when there is none. */
  remove: (name: string) => Promise<void>;
  /** Of `folder`, which ends with a slash; of all without one. */
  list: (folder?: string) => AsyncIterable<{ name: string; bytes: number }>;
};

let opened: MediaStore | undefined;

/** The store that the settings name: a bucket when there are MEDIA_S3_ settings, else DATA_DIR/media. */
export function mediaStore(): MediaStore {
  opened ??= bucketStore() ?? folderStore();
  return opened;
}

export const folderStore = (): MediaStore =>
  diskStore(join(/* turbopackIgnore: true */ resolve(/* turbopackIgnore: true */ env().DATA_DIR), 'media'));

/** Null without MEDIA_S3_ settings. */
export function bucketStore(): MediaStore | null {
  const settings = s3Settings(env());
  return settings && s3Store(settings);
}

/** Says, once at the start, when a bucket cannot be used: otherwise the first upload would say it. Never throws. */
export async function checkBucket(bucket: MediaStore | null = bucketStore()): Promise<void> {
  try {
    await bucket?.list()[Symbol.asyncIterator]().next();
  } catch (error) {
    console.error('Pictures cannot be kept nor shown:', error instanceof Error ? error.message : error);
  }
}

function s3Settings(given: Env) {
  if (!given.MEDIA_S3_ENDPOINT) return null;
  return {
    endpoint: given.MEDIA_S3_ENDPOINT,
    bucket: given.MEDIA_S3_BUCKET!,
    region: given.MEDIA_S3_REGION,
    keyId: given.MEDIA_S3_KEY_ID!,
    secret: given.MEDIA_S3_SECRET!,
  };
}
