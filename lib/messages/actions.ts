'use server';
import { userFormAction } from '#lib/forms/form-action';
import { readerAction } from '#lib/forms/reader-action';
import { messageDoor } from './door.ts';
import { setMessageState } from './mutations.ts';
import { messageStateInput } from './rules.ts';

/** See door.ts. */
export const sendMessageAction = readerAction(messageDoor);

/** An editor notes what became of a message. Fields: id, state. */
export const setMessageStateAction = userFormAction(messageStateInput, async (user, { id, state }) => {
  await setMessageState(user, id, state);
  return { id, state };
});
