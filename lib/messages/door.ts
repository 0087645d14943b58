import { readerDoor } from '#lib/forms/reader-door';
import { receiptPath } from '#lib/forms/receipts';
import { paths } from '#lib/paths';
import { sendMessage } from './mutations.ts';
import { messageInput } from './rules.ts';

/** A reader writes to the publication; leads to the receipt. Fields: name, email, subject, body, once. */
export const messageDoor = readerDoor(messageInput, async (input, sender, onceKey) => {
  const { id } = await sendMessage(input, sender, onceKey);
  return receiptPath('message', paths.contact, id);
});
