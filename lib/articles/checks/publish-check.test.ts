import { describe, expect, test } from 'vitest';
import { emptyWords, type Words } from '#lib/articles/rules';
import { type Block, type Body, bodyOf, type Figure, type Inline, type Mark } from '#lib/body/body';
import { checkWords, type Finding, faultsOf, linksAt } from './publish-check.ts';

const text = (words: string, ...marks: Mark[]): Inline => ({ type: 'text', text: words, ...(marks[0] && { marks }) });
const link = (href: string): Mark => ({ type: 'link', attrs: { href } });
const paragraph = (...content: Inline[]): Block => ({ type: 'paragraph', content });
const heading = (level: 2 | 3 | 4): Block => ({ type: 'heading', attrs: { level }, content: [text('A heading')] });
const figure = (attrs: Partial<Figure['attrs']> = {}): Figure => ({
  type: 'figure',
  attrs: { media: 'c'.repeat(32), alt: 'A boat.', caption: '', credit: 'Drawn here', ...attrs },
});
const whole: Words = {
  ...emptyWords,
  headline: 'Fog',
  standfirst: 'It lifts.',
  sectionId: crypto.randomUUID(),
  authorIds: [crypto.randomUUID()],
  body: bodyOf(paragraph(text('Two boats a day.'))),
};
const found = (about: Partial<Words>) =>
  checkWords({ ...whole, ...about }).map(({ severity, what, where }: Finding) => ({ severity, what, ...where }));
const inBody = (...blocks: Block[]): { body: Body } => ({ body: bodyOf(...blocks) });

test('a whole article has nothing in its way', () => expect(checkWords(whole)).toEqual([]));

describe('blocks', () => {
  test('no headline, no text, an address that is not whole', () => {
    expect(found({ headline: ' ' })).toEqual([{ severity: 'blocks', what: 'no-headline', field: 'headline' }]);
    expect(found(inBody(paragraph()))).toEqual([{ severity: 'blocks', what: 'empty-text', field: 'body' }]);
    for (const canonicalUrl of ['example.org/fog', 'ftp://example.org', 'https://'])
      expect(found({ canonicalUrl })).toEqual([
        { severity: 'blocks', what: 'address-not-whole', field: 'canonicalUrl' },
      ]);
    expect(found({ canonicalUrl: 'https://example.org/fog' })).toEqual([]);
  });

  test('a picture without alternative text or credit, in a gallery too, each at its place', () => {
    const gallery: Block = { type: 'gallery', attrs: { caption: '' }, content: [figure(), figure({ credit: ' ' })] };
    expect(found(inBody(paragraph(text('x')), figure({ alt: '' }), gallery))).toEqual([
      { severity: 'blocks', what: 'no-alternative-text', path: [1], part: 'alt' },
      { severity: 'blocks', what: 'no-credit', path: [2, 1], part: 'credit' },
    ]);
  });

  test('a link on nothing that can be seen, or to nowhere; not one that begins with a space', () => {
    const empty = (...content: Inline[]) => found(inBody(paragraph(text('See '), ...content)));
    const blocked = [{ severity: 'blocks', what: 'empty-link', path: [0, 1] }];
    expect(empty(text(' ', link('/about')))).toEqual(blocked);
    expect(empty(text('\u200b\u2060', link('/about')))).toEqual(blocked);
    expect(empty(text('here', link('#')))).toEqual(blocked);
    expect(empty(text(' ', link('/about')), text('here', link('/about'), { type: 'bold' }))).toEqual([]);
    expect(empty(text(' ', link('/about')), text('here', link('/contact')))).toEqual(blocked);
  });

  test('links are found in lists, quotes, tables and footnotes', () => {
    const linked = paragraph(text('here', link('/about'))) as Extract<Block, { type: 'paragraph' }>;
    const body = bodyOf(
      { type: 'bulletList', content: [{ type: 'listItem', content: [linked] }] },
      { type: 'blockquote', content: [linked] },
      {
        type: 'table',
        content: [
          { type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [linked] }] },
        ],
      },
      paragraph(text('A note'), { type: 'footnote', content: [{ type: 'text', text: 'x', marks: [link('/about')] }] }),
    );
    expect(linksAt(body).map(({ path }) => path)).toEqual([
      [0, 0, 0, 0],
      [1, 0, 0],
      [2, 0, 0, 0, 0],
      [3, 1, 0],
    ]);
  });
});

test('warns of what is worth a look: no standfirst, section or author, a level that is skipped', () => {
  expect(found({ standfirst: '', sectionId: null, authorIds: [] })).toEqual([
    { severity: 'warns', what: 'no-standfirst', field: 'standfirst' },
    { severity: 'warns', what: 'no-section', field: 'sectionId' },
    { severity: 'warns', what: 'no-author', field: 'authorIds' },
  ]);
  expect(found(inBody(heading(3), heading(4), heading(2), heading(4), heading(2), heading(3)))).toEqual([
    { severity: 'warns', what: 'heading-skipped', path: [0] },
    { severity: 'warns', what: 'heading-skipped', path: [3] },
  ]);
});

test('a refused form hears of each field once, and only of what blocks', () => {
  const words = {
    ...whole,
    headline: '',
    standfirst: '',
    ...inBody(figure({ alt: '' }), figure({ alt: '', credit: '' })),
  };
  expect(faultsOf(checkWords(words))).toEqual({
    headline: 'Give the article a headline.',
    body: expect.stringMatching(/^2 pictures have no alternative text.*One picture has no credit/s),
  });
});
