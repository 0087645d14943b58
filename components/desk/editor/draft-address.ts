import type { Words } from '#lib/articles/rules';
import type { Refused } from '#lib/forms/json-door';
import { paths } from '#lib/paths';
import { editorWords } from '#lib/words/editor';
import type { Pictures } from './picture-uploads.ts';
import type { SaveAnswer, SaveStamp } from './words-keeper.ts';

/** What the site has of an article: see app/desk/articles/[id]/draft/route.ts. */
export type DraftAtSite = {
  /** Who is signed in where this was asked. */
  you: string;
  version: number;
  /** ISO 8601. */
  savedAt: string;
  savedBy: string | null;
  pictures: Pictures;
  words: Words;
};

/** Bytes that a browser sends on after its page is gone; it allows 64 KiB in all. */
const mostAfterPage = 60_000;

/** Sends the words of a draft. Never throws: what became of it is the answer. */
export async function sendDraft(
  id: string,
  words: Words,
  stamp: SaveStamp & { window: string },
  isLast: boolean,
): Promise<SaveAnswer> {
  const body = JSON.stringify({ ...words, ...stamp });
  const answer = await put(paths.desk.draft(id), body, isLast);
  if (!answer) return { is: 'unanswered', reason: editorWords.noConnection };
  if (answer.ok) {
    const saved = (await answer.json().catch(() => null)) as { version: number } | null;
    return saved ? { is: 'done', version: saved.version } : { is: 'unanswered', reason: editorWords.noConnection };
  }
  const { message, fields = {} } = await refusalOf(answer);
  if (answer.status === 401) return { is: 'signed-out', reason: message };
  if (answer.status === 409) return { is: 'conflict', reason: message };
  if (answer.status >= 500 || answer.status === 429) return { is: 'unanswered', reason: editorWords.noConnection };
  return { is: 'refused', reason: Object.values(fields)[0] ?? message, fields };
}

/** Keeps words in the article's history without making them its draft. Whether that was done. */
export async function setAside(id: string, words: Words): Promise<boolean> {
  const answer = await put(`${paths.desk.draft(id)}?aside`, JSON.stringify(words), false);
  return answer?.ok ?? false;
}

/** The newest words at the site; null when nothing came, 'signed-out' when nobody is signed in here. */
export async function fetchDraft(id: string): Promise<DraftAtSite | 'signed-out' | null> {
  try {
    const answer = await fetch(paths.desk.draft(id), { cache: 'no-store', signal: AbortSignal.timeout(15_000) });
    if (answer.status === 401) return 'signed-out';
    return answer.ok ? ((await answer.json()) as DraftAtSite) : null;
  } catch {
    return null;
  }
}

async function put(address: string, body: string, isLast: boolean): Promise<Response | null> {
  try {
    return await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body,
      keepalive: isLast && new Blob([body]).size < mostAfterPage,
      signal: AbortSignal.timeout(30_000),
    });
  } catch {
    return null;
  }
}

/** A refusal in our words; something before the site may answer in its own. */
async function refusalOf(answer: Response): Promise<Refused> {
  try {
    const { message, fields } = (await answer.json()) as Refused;
    if (typeof message === 'string') return { message, fields };
  } catch {
    // not JSON
  }
  return { message: editorWords.refusedWith(answer.status) };
}
