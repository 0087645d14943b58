import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { collectAnnouncements, doubtOwnChanges } from '#lib/announce';
import { requireUser } from '#lib/auth/current-user';
import type { User } from '#lib/auth/roles';
import { expire } from '#lib/cache/expiry';
import { isDatabaseAway } from '#lib/database-away';
import { DomainError, InvalidInputError, LimitError } from '#lib/errors';
import type { FormState, FormValues } from '#lib/forms/form-state';
import { formValues } from '#lib/forms/form-values';
import { requestContext } from '#lib/request-context';

type Action<Result> = (previous: FormState<Result>, data: FormData) => Promise<FormState<Result>>;

/**
 * A door for a form anyone may post: parses the fields with `input`, runs `work` (which calls one mutation), expires what
 * the mutation announced, and answers with a state. A `DomainError` becomes `failed` with every word kept; a database that
 * is away too, with 503. Any other error is a fault and is thrown on.
 */
export function formAction<Input, Result>(
  input: z.ZodType<Input>,
  work: (input: Input, values: FormValues) => Promise<Result>,
): Action<Result> {
  const anyone = async () => null;
  return guardedFormAction(anyone, input, (_nobody, parsed, values) => work(parsed, values));
}

/** The same for a form that only the signed-in may post; `work` gets the user first. */
export function userFormAction<Input, Result>(
  input: z.ZodType<Input>,
  work: (user: User, input: Input, values: FormValues) => Promise<Result>,
): Action<Result> {
  return guardedFormAction(requireUser, input, work);
}

/** The same behind `guard`, which finds or refuses the sender before anything they sent is parsed. */
export function guardedFormAction<Sender, Input, Result>(
  guard: () => Promise<Sender>,
  input: z.ZodType<Input>,
  work: (sender: Sender, input: Input, values: FormValues) => Promise<Result>,
): Action<Result> {
  return async (_previous, data) => {
    // Anybody can post anything to the address of an action, whatever its type says.
    if (!(data instanceof FormData)) return failed(new DomainError(unreadable), {});
    const values = formValues(data.entries());
    const { result: outcome, tags } = await collectAnnouncements(async () => {
      try {
        const sender = await guard();
        const parsed = input.safeParse(values);
        if (!parsed.success) throw new InvalidInputError(firstIssues(parsed.error));
        return { isDone: true as const, result: await work(sender, parsed.data, values) };
      } catch (error) {
        return { isDone: false as const, error };
      }
    });
    // Here and now, also when the work ends in a redirect, which is thrown: whoever asks after this answer sees the change.
    if (tags.length > 0) expire(tags);
    if (tags.length > 0 && !outcome.isDone) doubtOwnChanges();
    if (outcome.isDone) return { status: 'done', result: outcome.result };
    const { error } = outcome;
    unstable_rethrow(error);
    if (error instanceof DomainError) return failed(error, values);
    if (isDatabaseAway(error)) return failed(new DatabaseAwayError(), values);
    throw error;
  };
}

const unreadable = 'This form could not be read. Load the page again and send it once more.';

class DatabaseAwayError extends DomainError {
  override readonly status = 503;
  constructor() {
    super('We could not keep this just now. Your words are still here: please send them again in a minute.');
  }
}

function failed(error: DomainError, values: FormValues): FormState<never> {
  const answer = requestContext()?.answer;
  if (answer) {
    answer.status = error.status;
    if (error instanceof LimitError) answer.headers['retry-after'] = String(error.retryAfter);
    if (error.status === 503) answer.headers['retry-after'] = '60';
  }
  const fields = error instanceof InvalidInputError ? error.fields : {};
  const isSignedOut = error.status === 401 && { isSignedOut: true as const };
  return { status: 'failed', message: error.message, fields, values, ...isSignedOut };
}

function firstIssues(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[String(issue.path[0] ?? '')] ??= issue.message;
  return fields;
}
