import { type Body, emptyBody, type Inline } from '#lib/body/body';
import type { PageName } from './rules.ts';

const text = (words: string): Inline => ({ type: 'text', text: words });
const link = (words: string, href: string): Inline => ({
  type: 'text',
  text: words,
  marks: [{ type: 'link', attrs: { href } }],
});
const p = (...content: (string | Inline)[]) => ({
  type: 'paragraph' as const,
  content: content.map((part) => (typeof part === 'string' ? text(part) : part)),
});
const h = (words: string) => ({ type: 'heading' as const, attrs: { level: 2 as const }, content: [text(words)] });
const ul = (...items: string[]) => ({
  type: 'bulletList' as const,
  content: items.map((item) => ({ type: 'listItem' as const, content: [p(item)] })),
});

/** What the two pages say before anybody has written them. Whoever changes what is kept changes the privacy text too. */
export const initialPages: Record<PageName, Body> = {
  about: {
    ...emptyBody,
    content: [
      p('This is a small, independent publication. The people who write it also run it.'),
      p(
        'If you have seen something we should know, found a mistake, or would like to write for us, please ',
        link('send us a message', '/contact'),
        '. To hear of new articles, ',
        link('follow us', '/follow'),
        '.',
      ),
    ],
  },
  privacy: {
    ...emptyBody,
    content: [
      p(
        'You can read everything here without giving us anything. There is no tracking, no advertising and no analytics; these pages set no cookies for readers and load nothing from other sites. Below is everything that is kept when you write to us.',
      ),
      h('When you comment'),
      p(
        'We keep the name, the e-mail address and the text that you give, and when you sent them. An editor reads each comment first. The name and the text are shown under the article once they are approved; the e-mail address is never shown to readers and never passed on.',
      ),
      h('When you follow us'),
      p(
        'We keep your e-mail address, and use it for our letters alone. Nothing is sent until you have confirmed it, and every letter carries a link with which you unsubscribe; that deletes the address.',
      ),
      h('When you send a message'),
      p(
        'We keep the name, the e-mail address, the subject and the text. They are also mailed to the editors of this publication, so that somebody can answer you.',
      ),
      h('To keep out abuse'),
      p(
        'When you send a form, we keep a keyed hash of your network address: a code that lets us count posts from one sender, and from which we cannot read the address itself. It is removed after 30 days.',
      ),
      h('If you work here'),
      p(
        'The staff of this publication have accounts with a name, an e-mail address and a role. Signing in sets one cookie, which keeps the session for up to 30 days and is used for nothing else. Signing out removes it.',
      ),
      h('Where it is kept'),
      p(
        'All of it is in the database of this publication and in its backups. Mail passes through the mail server of this publication; a copy of what we sent is kept for 30 days. No other company is given any of it. The links for sharing an article lead to other services, and nothing is sent to them until you follow one.',
      ),
      h('What you can ask for'),
      ul(
        'a copy of what we keep about you',
        'a correction of it',
        'the removal of your comments, your messages or your address',
      ),
      p(link('Write to us', '/contact'), ' from the e-mail address concerned, and we will do it.'),
    ],
  },
};
