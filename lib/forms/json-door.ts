import 'server-only';
import type { z } from 'zod';
import { collectAnnouncements, doubtOwnChanges } from '#lib/announce';
import { getCurrentUser } from '#lib/auth/current-user';
import type { User } from '#lib/auth/roles';
import { expire } from '#lib/cache/expiry';
import { isDatabaseAway } from '#lib/database-away';
import { DomainError, InvalidInputError } from '#lib/errors';

/** What a refused request says, in JSON: a sentence, and the same by field where it belongs to one. */
export type Refused = { message: string; fields?: Record<string, string> };

/**
 * A door for the desk's own script, in JSON. Unlike an action's its address outlives the build, so that a page which was
 * opened before an upgrade can still save. 401 for nobody, 400 for what is no JSON, 422 for what `input` refuses, a
 * `DomainError` by its status, 503 while the database is away; anything else is a fault and thrown on.
 */
export const answerJson = <Input>(
  request: Request,
  input: z.ZodType<Input>,
  work: (user: User, input: Input) => Promise<unknown>,
): Promise<Response> =>
  answerUser(async (user) => {
    const sent = await sentIn(request);
    if (sent === undefined) return refused(400, { message: 'This did not arrive whole. Send it once more.' });
    const parsed = input.safeParse(sent);
    if (!parsed.success) return refused(422, faultsOf(parsed.error));
    return Response.json(await work(user, parsed.data), { headers: unstored });
  });

/** The same for a file: `work` reads the body. */
export const answerFile = (work: (user: User) => Promise<unknown>): Promise<Response> =>
  answerUser(async (user) => Response.json(await work(user), { headers: unstored }));

async function answerUser(work: (user: User) => Promise<Response>): Promise<Response> {
  const { result, tags } = await collectAnnouncements(async () => {
    try {
      const user = await getCurrentUser();
      if (!user) return refused(401, { message: 'You are signed out. Sign in again to go on.' });
      return await work(user);
    } catch (error) {
      if (error instanceof DomainError) return refused(error.status, wordsOf(error));
      if (isDatabaseAway(error)) return refused(503, { message: 'The site cannot keep this just now.' });
      return { fault: error };
    }
  });
  if (tags.length > 0) expire(tags);
  if (result instanceof Response) {
    if (tags.length > 0 && !result.ok) doubtOwnChanges();
    return result;
  }
  if (tags.length > 0) doubtOwnChanges();
  throw result.fault;
}

const unstored = { 'cache-control': 'private, no-store' };

const refused = (status: number, body: Refused): Response => Response.json(body, { status, headers: unstored });

/** The JSON of a PUT, the query of a GET; undefined for what cannot be read. */
async function sentIn(request: Request): Promise<unknown> {
  if (request.method !== 'PUT') return Object.fromEntries(new URL(request.url).searchParams);
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}

const wordsOf = (error: DomainError): Refused =>
  error instanceof InvalidInputError ? { message: error.message, fields: error.fields } : { message: error.message };

function faultsOf(error: z.ZodError): Refused {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[String(issue.path[0] ?? '')] ??= issue.message;
  return { message: Object.values(fields)[0] ?? 'This cannot be read.', fields };
}
