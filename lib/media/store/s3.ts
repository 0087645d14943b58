import { AwsClient } from 'aws4fetch';
import { Parser } from 'htmlparser2';
import { StoreAwayError } from './away.ts';
import type { MediaStore } from './store.ts';

export type S3Settings = { endpoint: string; bucket: string; region: string; keyId: string; secret: string };

/** How long the store may take for one answer, in milliseconds. */
const patience = 30_000;

/** Where a key may not list, a store does not say whether a file is missing: it answers 403, as for a key that is wrong. */
const permissions =
  'The key needs s3:ListBucket for the bucket, and s3:GetObject, s3:PutObject and s3:DeleteObject for what is in it.';

/**
 * Pictures in a bucket of any store that speaks S3, addressed by path: `<endpoint>/<bucket>/<name>`. The bucket is private:
 * the site hands the pictures out. Throws Error with what the store said, StoreAwayError where asking again may help.
 */
export function s3Store({ endpoint, bucket, region, keyId, secret }: S3Settings): MediaStore {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3', retries: 3 });
  const base = `${endpoint.replace(/\/$/, '')}/${bucket}`;

  async function ask(method: string, path: string, given: { body?: BodyInit; headers?: Record<string, string> } = {}) {
    const signal = AbortSignal.timeout(patience);
    const asked = client.fetch(`${base}${path}`, { method, ...given, signal, cache: 'no-store' });
    const answer = await asked.catch((cause) => {
      throw new StoreAwayError(`The store at ${base} did not answer ${method} ${path}.`, { cause });
    });
    if (answer.ok || answer.status === 404) return answer;
    const said = /<Message>([^<]*)/.exec(await answer.text())?.[1] ?? '';
    const needed = answer.status === 403 ? ` ${permissions}` : '';
    const sentence = `The store at ${base} answered ${answer.status} to ${method} ${path}. ${said}${needed}`;
    throw answer.status >= 500 || answer.status === 429 ? new StoreAwayError(sentence) : new Error(sentence);
  }
  const addressOf = (name: string) => `/${name.split('/').map(encodeURIComponent).join('/')}`;

  return {
    where: base,
    async put(name, bytes, contentType) {
      const headers = { 'content-type': contentType, 'content-length': String(bytes.length) };
      const answer = await ask('PUT', addressOf(name), { body: bytes as BodyInit, headers });
      if (!answer.ok) throw new Error(`There is no bucket ${base}.`);
    },
    async get(name) {
      const answer = await ask('GET', addressOf(name));
      return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null;
    },
    async sizeOf(name) {
      const answer = await ask('HEAD', addressOf(name));
      return answer.ok ? Number(answer.headers.get('content-length')) : null;
    },
    async remove(name) {
      await ask('DELETE', addressOf(name));
    },
    async *list(folder = '') {
      let after = '';
      for (;;) {
        const answer = await ask('GET', `/?prefix=${encodeURIComponent(folder)}&marker=${encodeURIComponent(after)}`);
        if (!answer.ok) throw new Error(`There is no bucket ${base}.`);
        const { files, isWhole } = readListing(await answer.text());
        yield* files;
        if (isWhole || files.length === 0) return;
        after = files.at(-1)!.name;
      }
    },
  };
}

/** A page of ListObjects, whose marker is a plain name: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
function readListing(xml: string): { files: { name: string; bytes: number }[]; isWhole: boolean } {
  const files: { name: string; bytes: number }[] = [];
  let isWhole = true;
  let text = '';
  const parser = new Parser(
    {
      onopentag: () => {
        text = '';
      },
      ontext: (part) => {
        text += part;
      },
      onclosetag: (tag) => {
        if (tag === 'Key') files.push({ name: text, bytes: 0 });
        if (tag === 'Size' && files.length > 0) files.at(-1)!.bytes = Number(text);
        if (tag === 'IsTruncated') isWhole = text !== 'true';
        text = '';
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return { files, isWhole };
}
