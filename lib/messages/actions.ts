'use server';
import { redirect } from 'next/navigation';
import { formAction, userFormAction } from '#lib/forms/form-action';
import { onceKey } from '#lib/forms/once';
import { guardReader } from '#lib/forms/reader-guard';
import { receiptPath } from '#lib/forms/receipts';
import { paths } from '#lib/paths';
import { sendMessage, setMessageState } from './mutations.ts';
import { messageInput, messageStateInput } from './rules.ts';

/** A reader writes to the publication; leads to the receipt. Fields: name, email, subject, body, once. */
export const sendMessageAction = formAction(messageInput, async (input, values) => {
  const { id } = await sendMessage(input, guardReader(values), onceKey(values));
  return redirect(receiptPath('message', paths.contact, id));
});

/** An editor notes what became of a message. Fields: id, state. */
export const setMessageStateAction = userFormAction(messageStateInput, async (user, { id, state }) => {
  await setMessageState(user, id, state);
  return { id, state };
});
