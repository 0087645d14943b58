import { senderHash } from '#lib/auth/secrets';
import { DomainError } from '#lib/errors';
import type { FormValues } from '#lib/forms/form-state';
import { requestContext } from '#lib/request-context';
import { refusals } from '#lib/words/refusals';

/** Nobody reads a form, fills it in and sends it in less. */
const leastMilliseconds = 2000;

/**
 * Stands before every form that a reader may post: a hidden field that only programs fill in, and a least time between
 * getting the page and posting. A person can run into either, so the words are kept and pressing Send again helps.
 * Returns the sender as the database may know them, or null where the address is unknown (without `server/`).
 * Throws DomainError.
 */
export function guardReader(values: FormValues): string | null {
  if ([values.website].flat().some(Boolean)) throw new DomainError(refusals.trap);
  const context = requestContext();
  if (!context) return null;
  // null: another instance sent the page, or this one before it was restarted
  if (context.sincePage !== null && context.sincePage < leastMilliseconds) throw new DomainError(refusals.tooFast);
  return senderHash(context.clientAddress);
}
