import { randomBytes } from 'node:crypto';
import { ask, mustAsk, textOf } from '../ask.ts';
import { type Bench, type Found, size, withServers } from '../bench.ts';
import { median, percentile } from '../figures.ts';
import { calm } from '../machine.ts';
import { articlePaths, withDatabase } from '../magazine/measured.ts';
import { type Server, startMagazine } from '../servers.ts';

const readers = 32;
/** Every so many posts the reader also looks at the page that the answer leads to. */
const followEvery = 20;

/**
 * Readers comment, each from an address of their own, with the form as it stands in the page: no script, its own hidden
 * fields. A post counts when its answer is a receipt with the reader's words, or leads to one; all are counted in the
 * database afterwards.
 */
export async function measureComments({ home, quick, say }: Bench): Promise<Found> {
  const rounds = quick ? 1 : 3;
  const seconds = quick ? 4 : 12;
  const databaseUrl = await home.copy(size, 'bench_comments');
  const paths = await articlePaths(databaseUrl, 3000, quick ? 10 : 50);
  return withDatabase(databaseUrl, (sql) =>
    withServers(async (keep) => {
      const server = await keep(startMagazine({ dataDir: home.newDataDir('comments'), databaseUrl }));
      const forms: Form[] = [];
      for (const path of paths) forms.push(await readForm(server, path));
      await calm(server.pid); // pictures of those articles may still be drawn
      await postFor(server, forms, quick ? 1 : 4); // warm

      const [{ before }] = (await sql`select count(*)::int as before from comments`) as [{ before: number }];
      const results: Posts[] = [];
      for (let round = 0; round < rounds; round++) {
        results.push(await postFor(server, forms, seconds));
        say(`${results.at(-1)!.times.length} comments in ${seconds} s`);
      }
      const posted = results.reduce((sum, { times }) => sum + times.length, 0);
      const failed = results.reduce((sum, { failures }) => sum + failures.length, 0);
      if (posted === 0) throw new Error(`No comment was taken: ${results[0]?.failures[0]}`);
      const [{ kept }] = (await sql`select count(*)::int - ${before}::int as kept from comments`) as [{ kept: number }];
      // one that was given up on may still have been written
      if (kept < posted || kept > posted + failed)
        throw new Error(`${posted} comments had a receipt, ${kept} are in the database.`);
      const [{ durable }] = (await sql`
        select current_setting('fsync') = 'on' and current_setting('synchronous_commit') = 'on' as durable`) as [
        { durable: boolean },
      ];
      if (!durable) throw new Error('The database does not wait for the disk, so nothing is durable.');

      const times = results.flatMap((result) => result.times);
      const how = `${readers} readers at a time, each post from another address; ${kept} counted in the database, fsync on`;
      const rate = median(results.map((result) => result.times.length / result.seconds));
      return {
        figures: [
          { name: 'comment posts, durably committed', value: rate, unit: '/s', how },
          {
            name: 'comments without a receipt',
            value: failed,
            unit: 'count',
            how: failed ? results.flatMap(({ failures }) => failures)[0] : 'under that load',
          },
          { name: 'a comment’s answer, median', value: median(times), unit: 'ms', how: 'under that load' },
          { name: 'a comment’s answer, p99', value: percentile(times, 99), unit: 'ms', how: 'under that load' },
        ],
      };
    }),
  );
}

type Form = { page: string; action: string; fields: [name: string, value: string][] };
type Posts = { times: number[]; failures: string[]; seconds: number };

/** The comment form as it stands in the page, with all that a browser would send along. */
async function readForm({ url }: Server, path: string): Promise<Form> {
  const html = textOf(await mustAsk(url + path, { 'x-forwarded-for': newAddress() }));
  const form = html.match(/<form\b[\s\S]*?<\/form>/g)?.find((part) => part.includes('name="form" value="comment"'));
  if (!form) throw new Error(`${path} has no comment form.`);
  const inputs = form.match(/<input\b[^>]*>/g) ?? [];
  const fields = inputs
    .filter((input) => attribute(input, 'type') === 'hidden')
    .map((input): [string, string] => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? '']);
  const action = new URL(attribute(form, 'action') || path, url + path);
  return { page: path, action: action.pathname + action.search, fields };
}

/** An attribute of the first tag in `html`. */
function attribute(html: string, name: string): string | undefined {
  const [tag = ''] = /^<[^>]*>/.exec(html) ?? [];
  return new RegExp(`\\s${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Readers post for some seconds. */
async function postFor(server: Server, forms: Form[], seconds: number): Promise<Posts> {
  const began = performance.now();
  const end = began + seconds * 1000;
  const times: number[] = [];
  const failures: string[] = [];
  const comment = async (reader: number) => {
    for (let number = reader; performance.now() < end; number += readers) {
      const form = forms[number % forms.length]!;
      await post(server, form, times.length % followEvery === 0).then(
        (took) => times.push(took),
        (error: Error) => failures.push(error.message),
      );
    }
  };
  await Promise.all(Array.from({ length: readers }, (_, reader) => comment(reader)));
  return { times, failures, seconds: (performance.now() - began) / 1000 };
}

/** Posts one comment. Returns how long the answer took, in milliseconds. Throws when it is no receipt. */
async function post({ url }: Server, form: Form, follow: boolean): Promise<number> {
  const word = randomBytes(8).toString('hex');
  const body = `What I wanted to say about it is ${word}, and that the ferry was late.`;
  const fields = [...form.fields, ['name', 'A reader'], ['email', `${word}@mail.example`], ['body', body]];
  const boundary = `----bench${word}`;
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const client = { origin: url, 'x-forwarded-for': newAddress() };
  const began = performance.now();
  const answer = await ask(url + form.action, {
    method: 'POST',
    headers: { ...client, referer: url + form.page, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: `${parts.join('')}--${boundary}--\r\n`,
  });
  const took = performance.now() - began;
  if (answer.status === 200) checkReceipt(textOf(answer), word);
  else if (answer.status !== 303) throw new Error(`A comment on ${form.page} was answered with ${answer.status}.`);
  else if (follow) {
    const receipt = new URL(answer.headers.location!, url + form.page);
    checkReceipt(textOf(await mustAsk(url + receipt.pathname + receipt.search, client)), word);
  }
  return took;
}

function checkReceipt(html: string, word: string): void {
  if (!html.includes(word)) throw new Error('A receipt does not show the words that were posted.');
}

let addresses = 0;
/** A network address that nobody had before in this run. */
function newAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}
