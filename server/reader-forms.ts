import { commentDoor } from '#lib/comments/door';
import { followDoor } from '#lib/followers/door';
import type { FormValues } from '#lib/forms/form-state';
import { formValues } from '#lib/forms/form-values';
import type { ReaderDoor } from '#lib/forms/reader-door';
import { messageDoor } from '#lib/messages/door';
import { type RequestContext, requestContexts } from '#lib/request-context';
import { RenderFault } from './ask-next.ts';
import { nameOf, type PostedForm } from './posted-form.ts';

/** The forms of readers that need no page to be taken, by the name each gives itself. */
const takers = new Map<string, Taker>([
  ['comment', through(commentDoor)],
  ['contact', through(messageDoor)],
  ['follow', through(followDoor)],
]);
type Taker = (values: FormValues) => Promise<string> | null;

/** What takes a form that is right; null for one that is not. */
function through<Input>(door: ReaderDoor<Input>): Taker {
  return (values) => {
    const parsed = door.input.safeParse(values);
    return parsed.success ? door.take(parsed.data, values) : null;
  };
}

/** How long taking a form may take, in milliseconds. Then it may have been written, and only its sender can ask again. */
const patience = 5000;

/**
 * Takes a form that is right, without Next: its action would do the same, and costs four times as much. Returns the address
 * to go to, or null when it is not such a form or was refused; nothing was written then, and Next says why with the words
 * in place. Throws RenderFault when it is not known what became of it.
 */
export async function takeReaderForm(fields: PostedForm['fields'], context: RequestContext): Promise<string | null> {
  const take = takers.get(nameOf(fields) ?? '');
  const taking = take && requestContexts().run(context, async () => take(formValues(fields)));
  if (!taking) return null;
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => fail(new RenderFault(503, 'the database does not answer a form')), patience).unref();
  });
  return Promise.race([taking.catch(() => null), late]);
}
