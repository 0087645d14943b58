import { z } from 'zod';
import { listNotes } from '#lib/articles/review/note-queries';
import { type NoteInput, noteInput } from '#lib/articles/review/note-rules';
import { addNote, deleteNote, settleNote } from '#lib/articles/review/notes-mutations';
import type { User } from '#lib/auth/roles';
import { NotFoundError } from '#lib/errors';
import { answerJson } from '#lib/forms/json-door';

type Context = { params: Promise<{ id: string }> };

/** What has been said about an article. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  return answerJson(request, z.object({}), (user) => threadsFor(user, id));
}

/** Says something more, settles or takes back; answers with what there is then. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const named = (sent: unknown) => (typeof sent === 'object' && sent !== null ? { ...sent, id } : sent);
  return answerJson(request, z.preprocess(named, noteInput), async (user, input) => {
    const noteId = await change(user, input);
    return { noteId, ...(await threadsFor(user, id)) };
  });
}

async function change(user: User, input: NoteInput): Promise<string | null> {
  switch (input.do) {
    case 'add':
      return (await addNote(user, input)).noteId;
    case 'resolve':
    case 'reopen':
      await settleNote(user, input, input.do === 'resolve');
      return input.noteId;
    case 'delete':
      await deleteNote(user, input);
      return null;
    default:
      return input satisfies never;
  }
}

async function threadsFor(user: User, id: string) {
  const threads = z.uuid().safeParse(id).success ? await listNotes(user, id) : null;
  if (!threads) throw new NotFoundError('This article no longer exists.');
  return { threads };
}
