import { Receipt } from '#components/forms/receipt';
import type { ReceiptWords } from '#lib/forms/receipts';
import { formFragments } from '#lib/paths';
import { siteWords } from '#lib/words/site';

const words = siteWords.contactForm;

/** Stands in place of the contact form for whoever has just written. */
export const ContactReceipt = ({ name, subject, body }: ReceiptWords['message']) => (
  <Receipt id={formFragments.message} title={words.receivedTitle}>
    <p>{words.received(name)}</p>
    <blockquote className="own-words">
      <strong>{subject}</strong>
      {`\n\n${body}`}
    </blockquote>
  </Receipt>
);
