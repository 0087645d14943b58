import { database } from '#db/client';
import { settings } from '#db/schema/settings';
import { hashOf } from './documents.ts';

/**
 * Finished pages for what Next cannot answer: they need no script, no style sheet and no database. The publication's name
 * is read now and then while the database is there, and remembered for when it is not.
 */
const publication = { name: 'Mansudae Korea', hangulName: '만수대 코리아', language: 'en', readAt: 0 };
const rereadAfter = 60_000;
const patience = 500;

/** Reads the publication's name for the masthead of error documents. Never throws, and waits half a second at most. */
export async function refreshMasthead(): Promise<void> {
  if (Date.now() - publication.readAt < rereadAfter) return;
  publication.readAt = Date.now();
  await Promise.race([readMasthead(), new Promise((done) => setTimeout(done, patience).unref())]);
}

async function readMasthead(): Promise<void> {
  try {
    const [row] = await database()
      .select({ name: settings.name, hangulName: settings.hangulName, language: settings.language })
      .from(settings);
    Object.assign(publication, row);
  } catch {
    // the last known name serves
  }
}

type Words = { title: string; text: string };

const words: Record<number, Words> = {
  400: {
    title: 'This address does not work',
    text: 'Something in the address or in what was sent is broken, so we could not tell what was asked for.',
  },
  403: {
    title: 'This is not allowed',
    text: 'The form was sent from another site, or you may not do this. Nothing was changed.',
  },
  404: {
    title: 'There is nothing here',
    text: 'The page may have moved or been taken down, or the address may have a slip in it.',
  },
  405: { title: 'This cannot be done here', text: 'This address can be read, but not in the way it was asked for.' },
  408: { title: 'That took too long', text: 'The request did not arrive in full. Please try again.' },
  409: {
    title: 'The site has changed meanwhile',
    text: 'This came from a page that is older than the site is now. Nothing was changed by it.',
  },
  413: { title: 'That is too much at once', text: 'What was sent is larger than this page takes.' },
  414: { title: 'This address is too long', text: 'No page here has an address of that length.' },
  415: { title: 'This cannot be read here', text: 'This address takes the forms of this site and nothing else.' },
  421: { title: 'This is another address', text: 'The magazine does not live under the name that was asked for.' },
  431: { title: 'That is too much at once', text: 'The headers of the request are larger than this site takes.' },
  500: {
    title: 'Something broke on our side',
    text: 'It has been noted. Please try again in a moment; the rest of the magazine is still here.',
  },
  503: {
    title: 'We will be back in a moment',
    text: 'This page cannot be made just now. Please try again in a minute.',
  },
};

/** Said to who posted a form, which may have arrived: the mutations take the same words twice within a minute as one. */
const maybeArrived: Words = {
  title: 'That took too long',
  text: 'We cannot say whether it has arrived. Please send it again in a moment: it is kept once.',
};

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** What a plain form posted, and to which path. */
export type PostedWords = { action: string; fields: [name: string, text: string][] };

/** A whole HTML document for `status`. `detail` is one more sentence. Posted words come back in it, to be sent again. */
export function errorDocument(status: number, detail = '', posted?: PostedWords): string {
  const said = posted && status === 503 ? maybeArrived : words[status];
  const { title, text } = said ?? words[status >= 500 ? 500 : 400]!;
  const { name, hangulName, language } = publication;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${escapeHtml(name)}</title>
<style>${style}</style>
</head>
<body>
<header><a href="/">${escapeHtml(name)}</a>${hangulName ? ` <span lang="ko">${escapeHtml(hangulName)}</span>` : ''}</header>
<main>
<p class="status">${status}</p>
<h1>${title}</h1>
<p>${text}${detail ? ` ${escapeHtml(detail)}` : ''}</p>
${posted ? keptWords(status, posted) : ''}<p><a href="/">Go to the front page</a> or <a href="/contact">tell us what happened</a>.</p>
</main>
</body>
</html>
`;
}

/** How the fields of our forms are called; what has no word here stands under its own name. */
const fieldWords = new Map([
  ['name', 'Name'],
  ['email', 'E-mail'],
  ['subject', 'Subject'],
  ['body', 'Your words'],
]);
const notWords = /^(\$ACTION|website$|token$|form$|from$|once$)/;
const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/**
 * What the reader typed, as text, and a button that posts the same form again. A page that has gone, or a form that this
 * version does not know, would refuse it again: there the words are to be copied.
 */
function keptWords(status: number, { action, fields }: PostedWords): string {
  const typed = fields.filter(([name, text]) => !notWords.test(name) && text !== '' && !isId.test(text));
  const shown = typed
    .map(([name, text]) => `<dt>${escapeHtml(fieldWords.get(name) ?? name)}</dt><dd>${escapeHtml(text)}</dd>`)
    .join('');
  const kept = shown && `<p>Nothing you typed is lost:</p><dl>${shown}</dl>`;
  const again =
    status >= 500
      ? `<form method="post" action="${escapeHtml(action)}" enctype="multipart/form-data">${fields
          .map(([name, text]) => `<textarea hidden name="${escapeHtml(name)}">\n${escapeHtml(text)}</textarea>`)
          .join('')}<button>Send again</button></form>`
      : status === 404
        ? ''
        : `<p><a href="${escapeHtml(action)}">Open the page again</a>${shown && ' and put it in'}.</p>`;
  return `<section aria-label="What you sent">${kept}${again}</section>\n`;
}

const style = `
:root{color-scheme:light dark;--paper:#faf6ec;--ink:#1d1b18;--soft:#5d574d;--accent:#a3291f}
@media(prefers-color-scheme:dark){:root{--paper:#15161a;--ink:#efe8d9;--soft:#a8a194;--accent:#f08272}}
body{margin:0 auto;max-width:40rem;padding:0 1.25rem 3rem;background:var(--paper);color:var(--ink);font:1.15rem/1.55 Newsreader,Georgia,'Noto Serif KR',AppleMyungjo,Batang,serif;word-break:keep-all;overflow-wrap:anywhere}
header{border-top:3px solid var(--accent);border-bottom:1px solid var(--ink);margin:1.5rem 0 3rem;padding:.9rem 0;font-size:1.9rem;line-height:1.2}
header a{color:inherit;text-decoration:none;font-weight:600}header span{color:var(--accent);font-size:1rem;white-space:nowrap}
h1{font-size:2.2rem;line-height:1.15;text-wrap:balance;margin:.2rem 0 1rem}.status{color:var(--soft);margin:0;font-variant-numeric:lining-nums}
dl{border-left:2px solid var(--accent);padding-left:1rem}dt{color:var(--soft);font-size:.9rem}dd{margin:0 0 .6rem;white-space:pre-wrap}
button{font:inherit;padding:.55rem 1.2rem;border:0;background:var(--ink);color:var(--paper);cursor:pointer;min-height:44px}
main a{color:var(--accent)}:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
`
  .trim()
  .replace(/\n/g, '');

/** What the policy of these pages lets through: their style and nothing else. */
export const errorStyleHash = hashOf(style);
