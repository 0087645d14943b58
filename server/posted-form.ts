import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { onceField } from '#lib/forms/once';
import { Refusal } from './refusal.ts';

/**
 * What is posted, read and understood once, before Next sees it. Next and React answer 500 to forms they cannot read, and
 * a multipart form that two parsers read differently can end the process; so they get it written anew from what was
 * understood here.
 */
export type PostedForm = {
  body: Buffer;
  contentType: string;
  /** Names and texts of a form as a browser sends it; none for what a script posts. Files are left out. */
  fields: [name: string, text: string][];
};

/** Bytes that a form of words may have: a comment of 5,000 Hangul syllables is 15 kB. */
export const mostFormBytes = 256 * 1024;
/** A file of 20 MB that is imported, and its fields. Only for those who are signed in. */
export const mostLargeBytes = 21 * 1024 * 1024;
/** How long a body may take to come, in milliseconds; a picture has as long as any request (listening.ts). */
const mostTime = 60_000;
/** How long the rest of a body that is refused is waited for, in milliseconds. */
const mostPatience = 2000;
const mostFields = 500;
/** An article's text is bounded at 2 MB (lib/body/rules.ts). */
const mostFieldCharacters = 2_200_000;

/** Throws Refusal, 413, for a body that says of itself that it has more than `most` bytes. */
export async function mustFit(request: IncomingMessage, most: number): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > most) throw await tooLarge(request);
}

/** Reads the whole body. Throws Refusal: 413 beyond `most` bytes, 400 when it does not arrive, 408 when it is too slow. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  await mustFit(request, most);
  let clock: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    clock = setTimeout(() => fail(new Refusal(408, '', { connection: 'close' })), mostTime);
  });
  try {
    return await Promise.race([readWhole(request, most), late]);
  } finally {
    clearTimeout(clock);
  }
}

async function readWhole(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) break;
      chunks.push(chunk);
    }
  } catch {
    throw new Refusal(400); // the sender went away
  }
  if (size > most) throw await tooLarge(request);
  return Buffer.concat(chunks);
}

/** The refusal of a body, after the rest of it has come and is forgotten: who cannot finish sending may not read an answer. */
async function tooLarge(request: IncomingMessage): Promise<Refusal> {
  const rest = new Promise((done) => request.resume().once('close', done));
  await Promise.race([rest, sleep(mostPatience)]);
  return new Refusal(413);
}

/** A form as it was understood: whole, and its names and texts without the files. */
export type UnderstoodForm = { form: FormData; fields: PostedForm['fields'] };

/** Understands `body` as a form. With `takesOnceKey` it gets one when it has none. Throws Refusal: 415, 400, 413. */
export async function understandForm(
  body: Buffer,
  contentType: string,
  takesOnceKey: boolean,
): Promise<UnderstoodForm> {
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)(;|$)/i.test(contentType)) throw new Refusal(415);
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw new Refusal(400);
    });
  const fields: PostedForm['fields'] = [];
  let count = 0;
  for (const [name, value] of form) {
    count += 1;
    if (count > mostFields || (typeof value === 'string' && value.length > mostFieldCharacters)) throw new Refusal(413);
    if (typeof value === 'string') fields.push([name, value]);
  }
  if (takesOnceKey && !form.get(onceField)) {
    const once = onceKeyOf(fields);
    form.set(onceField, once);
    fields.push([onceField, once]);
  }
  return { form, fields };
}

const anHour = 3_600_000;

/**
 * A page is the same for everyone and holds no once-key, so a form that comes without gets one made of its words: a button
 * pressed twice is one post. The same words on another day are another.
 */
function onceKeyOf(fields: PostedForm['fields']): string {
  const words = fields.filter(([name]) => !name.startsWith('$ACTION_') && name !== onceField);
  const hour = Math.floor(Date.now() / anHour);
  return createHash('sha256')
    .update(JSON.stringify([hour, words]))
    .digest('base64url')
    .slice(0, 32);
}

/** Writes a form that was understood anew, as multipart. */
export async function writeAnew({ form, fields }: UnderstoodForm): Promise<PostedForm> {
  const anew = new Response(form);
  return { body: Buffer.from(await anew.arrayBuffer()), contentType: anew.headers.get('content-type')!, fields };
}

/** `fields` as a form. Files that were posted with them are left out. */
export function formOf(fields: PostedForm['fields']): UnderstoodForm {
  const form = new FormData();
  for (const [name, text] of fields) form.append(name, text);
  return { form, fields };
}

/** How a form of ours calls itself, in a field of its own. */
export const nameOf = (fields: PostedForm['fields']): string | undefined =>
  fields.find(([field]) => field === 'form')?.[1];

/** The arguments that React's script posts as text: a JSON list. Throws Refusal. */
export function understandArguments(body: Buffer): void {
  try {
    if (Array.isArray(JSON.parse(body.toString('utf8')))) return;
  } catch {
    // not JSON
  }
  throw new Refusal(400);
}

/**
 * Whether a form names an action as Next writes it into HTML: `$ACTION_ID_<id>`, or for `useActionState` one `$ACTION_REF_n`
 * with `$ACTION_n:0` (which action) and `$ACTION_n:1` (the state that the page was drawn with).
 */
export function namesAction({ form }: UnderstoodForm): boolean {
  const names = [...form.keys()].filter((name) => name.startsWith('$ACTION_') && name !== '$ACTION_KEY');
  if (names.length === 1) return /^\$ACTION_ID_[0-9a-f]{20,80}$/.test(names[0]!);
  const number = /^\$ACTION_REF_(\d{1,4})$/.exec(names.find((name) => name.startsWith('$ACTION_REF_')) ?? '')?.[1];
  if (number === undefined || names.length !== 3) return false;
  const action = parsed(form.get(`$ACTION_${number}:0`)) as { id?: unknown; bound?: unknown } | null | undefined;
  const state = parsed(form.get(`$ACTION_${number}:1`));
  return (
    typeof action === 'object' &&
    action !== null &&
    typeof action.id === 'string' &&
    /^[0-9a-f]{20,80}$/.test(action.id) &&
    action.bound === '$@1' &&
    Array.isArray(state) &&
    state.length === 1 &&
    isPlain(state[0], 8)
  );
}

function parsed(value: FormDataEntryValue | null): unknown {
  if (typeof value !== 'string') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Nothing but words and lists of words: no reference that React would follow. A text that begins with $ comes as $$. */
function isPlain(value: unknown, depth: number): boolean {
  if (depth === 0) return false;
  if (typeof value === 'string') return !value.startsWith('$') || value.startsWith('$$') || value === '$undefined';
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((part) => isPlain(part, depth - 1));
}
