'use server';
import { formAction, userFormAction } from '#lib/forms/form-action';
import { guardReader } from '#lib/forms/reader-guard';
import { sendMessage, setMessageState } from './mutations.ts';
import { messageInput, messageStateInput } from './rules.ts';

/** A reader writes to the publication. Fields: name, email, subject, body. */
export const sendMessageAction = formAction(messageInput, (input, values) => sendMessage(input, guardReader(values)));

/** An editor notes what became of a message. Fields: id, state. */
export const setMessageStateAction = userFormAction(messageStateInput, async (user, { id, state }) => {
  await setMessageState(user, id, state);
  return { id, state };
});
