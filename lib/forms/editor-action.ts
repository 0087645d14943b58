import 'server-only';
import type { z } from 'zod';
import { getCurrentUser } from '#lib/auth/current-user';
import type { User } from '#lib/auth/roles';
import { ConflictError, DomainError, InvalidInputError } from '#lib/errors';
import { baseField } from '#lib/forms/base-field';
import { guardedFormAction } from '#lib/forms/form-action';

/**
 * A door for a text that stays open in the browser. Somebody whose session has ended is told so where they write, not
 * sent away from their words; and that the text has moved on is said at `baseField`, so that the editor can tell.
 */
export function editorAction<Input, Result>(
  input: z.ZodType<Input>,
  work: (user: User, input: Input) => Promise<Result>,
) {
  return guardedFormAction(writer, input, async (user, parsed) => {
    try {
      return await work(user, parsed);
    } catch (error) {
      if (error instanceof ConflictError) throw new InvalidInputError({ [baseField]: error.message }, error.message);
      throw error;
    }
  });
}

async function writer(): Promise<User> {
  const user = await getCurrentUser();
  if (!user) throw new SignedOutError('You are signed out, so nothing was done. Sign in again, then once more.');
  return user;
}

class SignedOutError extends DomainError {
  override readonly status = 401;
}
