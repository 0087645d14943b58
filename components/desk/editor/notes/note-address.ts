import type { NoteThreads } from '#lib/articles/review/note-queries';
import type { NoteInput } from '#lib/articles/review/note-rules';
import type { Refused } from '#lib/forms/json-door';
import { paths } from '#lib/paths';
import { noteWords } from '#lib/words/notes';

export type Threads = NoteThreads;
export type NoteChange = NoteInput extends infer Each ? (Each extends NoteInput ? Omit<Each, 'id'> : never) : never;
export type NoteAnswer = { threads: Threads; noteId: string | null } | { refusal: string };

/** What has been said about an article; null when that could not be heard. */
export async function fetchNotes(id: string): Promise<Threads | null> {
  try {
    const answer = await fetch(paths.desk.notes(id), { cache: 'no-store', signal: AbortSignal.timeout(15_000) });
    return answer.ok ? ((await answer.json()) as { threads: Threads }).threads : null;
  } catch {
    return null;
  }
}

/** Says something more, settles or takes back. Never throws. */
export async function changeNotes(id: string, change: NoteChange): Promise<NoteAnswer> {
  try {
    const answer = await fetch(paths.desk.notes(id), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(change),
      signal: AbortSignal.timeout(30_000),
    });
    const said: unknown = await answer.json();
    if (answer.ok) return said as { threads: Threads; noteId: string | null };
    const { message, fields } = said as Refused;
    return { refusal: Object.values(fields ?? {})[0] ?? message };
  } catch {
    return { refusal: change.do === 'add' ? noteWords.notAdded : noteWords.notDone };
  }
}
