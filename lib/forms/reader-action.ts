import 'server-only';
import { redirect } from 'next/navigation';
import { formAction } from '#lib/forms/form-action';
import type { ReaderDoor } from '#lib/forms/reader-door';

/** The action of a reader's form: what is taken ends in a redirect, so that loading the page again sends nothing twice. */
export const readerAction = <Input>({ input, take }: ReaderDoor<Input>) =>
  formAction(input, async (given, values) => redirect(await take(given, values)));
