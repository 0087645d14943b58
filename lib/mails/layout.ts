import { isMostlyHangul } from '#lib/scripts-of-text';
import { mailWords } from '#lib/words/mails';

/** What a mail is made of. `link` is an absolute address; `quote` is what somebody else wrote. */
export type MailBlock = { text: string } | { quote: string } | { link: string; label: string };

type Sender = { publication: string; address: string };

/** A mail as plain text. */
export function mailText(blocks: MailBlock[], sender: Sender): string {
  const parts = blocks.map((block) => {
    if ('text' in block) return block.text;
    if ('quote' in block) return block.quote.replace(/^/gm, '> ').replace(/^> $/gm, '>');
    return `${block.label}:\n${block.link}`;
  });
  return `${parts.join('\n\n')}\n\n-- \n${mailWords.footer(sender.publication)}\n${sender.address}\n`;
}

/** The same mail as HTML: one column, no pictures, nothing loaded, readable where styles are taken out. */
export function mailHtml(subject: string, blocks: MailBlock[], sender: Sender): string {
  const parts = blocks.map((block) => {
    if ('text' in block) return `<p${langOf(block.text)}>${escapedLines(block.text)}</p>`;
    if ('quote' in block)
      return `<blockquote${langOf(block.quote)} style="margin:1em 0;padding-left:1em;border-left:3px solid #bbb">${escapedLines(block.quote)}</blockquote>`;
    return `<p><a href="${escaped(block.link)}">${escaped(block.label)}</a></p>`;
  });
  const footer = `<p style="margin-top:2em;color:#666">${escaped(mailWords.footer(sender.publication))} · <a href="${escaped(sender.address)}">${escaped(sender.address)}</a></p>`;
  return `<!doctype html>
<html lang="${mailWords.language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="margin:0 auto;max-width:36em;padding:1.5em;font:16px/1.55 Georgia,serif">
${parts.join('\n')}
${footer}
</body></html>
`;
}

/** Every address in the text of a mail, for the terminal of an owner who has no mail server. */
export const linksIn = (text: string): string[] => text.match(/^https?:\/\/\S+\/\S+$/gm) ?? [];

/** A Korean name in an English sentence does not make it Korean. */
const langOf = (text: string): string => (isMostlyHangul(text.normalize('NFC')) ? ' lang="ko"' : '');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
const escapedLines = (text: string): string => escaped(text).replaceAll('\n', '<br>\n');
