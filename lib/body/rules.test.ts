import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBody } from '../../e2e/support/any-body.ts';
import { type Block, bodyOf, type Inline, type Mark } from './body.ts';
import {
  bodyFieldInput,
  bodyInput,
  excerpt,
  isEmptyBody,
  isLinkTarget,
  leadFigure,
  plainText,
  readingMinutes,
} from './rules.ts';

const doc = bodyOf;
const p = (...words: (string | Inline)[]): Block => ({
  type: 'paragraph',
  content: words.map((word) => (typeof word === 'string' ? { type: 'text', text: word } : word)),
});
const linked = (href: string): Block => p({ type: 'text', text: 'there', marks: [{ type: 'link', attrs: { href } }] });
const figure = (attrs: Partial<{ media: string; alt: string; caption: string; credit: string }> = {}): Block => ({
  type: 'figure',
  attrs: { media: 'a'.repeat(32), alt: 'A boat.', caption: '', credit: '', ...attrs },
});
/** A table whose cells are given as columns×rows. */
const table = (rows: (string | number)[][]): Block => ({
  type: 'table',
  content: rows.map((row) => ({
    type: 'tableRow',
    content: row.map((cell) => {
      const [colspan = 1, rowspan = 1] = String(cell).split('x').map(Number);
      return { type: 'tableCell', attrs: { colspan, rowspan }, content: [{ type: 'paragraph' }] };
    }),
  })),
});
const refusal = (value: unknown) => bodyInput.safeParse(value).error?.issues[0]?.message;

describe('what a text may hold', () => {
  it('keeps every text as it once has it', () => {
    fc.assert(
      fc.property(anyBody(), (body) => {
        expect(bodyInput.parse(body)).toEqual(body);
        expect(bodyFieldInput.parse(JSON.stringify(body))).toEqual(body);
      }),
      { numRuns: 300 },
    );
  });

  it('writes what looks the same in one way', () => {
    const text = (words: string, ...marks: Mark[]): Inline => ({ type: 'text', text: words, marks });
    const bold: Mark = { type: 'bold' };
    const link: Mark = { type: 'link', attrs: { href: '/about' } };
    const loose = [
      p(text('평', bold, link), text('양', link, bold), text('\nis\ta city')),
      p(),
      { ...p(), content: [] } as Block,
    ];
    expect(bodyInput.parse(doc(...loose))).toEqual(
      doc(p(text('평양', link, bold), { type: 'text', text: ' is a city' })),
    );
    const { attrs: _version, ...unversioned } = doc(p('An old text.'));
    expect(bodyInput.parse(unversioned)).toEqual(doc(p('An old text.')));
  });

  it('refuses a text of a newer site', () => {
    expect(refusal({ ...doc(p('x')), attrs: { version: 3 } })).toMatch(/newer version of the site/);
  });

  it('embeds nothing that a reader would fetch in the clear', () => {
    const embed = (url: string): Block => ({ type: 'embed', attrs: { url, title: '', caption: '' } });
    expect(refusal(doc(embed('https://example.org/film')))).toBeUndefined();
    for (const url of ['http://example.org', '/about', 'https://', 'javascript:alert(1)'])
      expect(refusal(doc(embed(url)))).toMatch(/begins with https/);
  });

  it.each([
    ['rows of different lengths', [[1, 1], [1]]],
    ['a cell that reaches below the last row', [['1x2']]],
    ['a cell over another', [[1, '1x2'], ['2x1']]],
    ['no columns', [[]]],
  ])('refuses a table with %s', (_what, rows) => {
    expect(refusal(doc(table(rows)))).toMatch(/rows of different lengths/);
  });

  it('refuses a table too wide to read, and soon', () => {
    expect(refusal(doc(table([['20x1']])))).toBeUndefined();
    expect(refusal(doc(table([['20x1', 1]])))).toMatch(/too wide/);
    const vast = Array.from({ length: 500 }, (_, row) => Array(15).fill(`20x${500 - row}`));
    expect(refusal(doc(table(vast)))).toMatch(/too wide/);
  });

  it.each([
    ['an unknown block', { type: 'video', attrs: { src: '/x' } }],
    ['an unknown attribute', { type: 'paragraph', attrs: { style: 'color:red' } }],
    ['a heading of the page itself', { type: 'heading', attrs: { level: 1 } }],
    ['an unknown mark', p({ type: 'text', text: 'x', marks: [{ type: 'strike' } as never] })],
    ['a language that is none', p({ type: 'text', text: 'x', marks: [{ type: 'lang', attrs: { lang: 'Korean"' } }] })],
    ['a note in a note', p({ type: 'footnote', content: [{ type: 'footnote' } as never] })],
    ['a gallery without pictures', { type: 'gallery', attrs: { caption: '' }, content: [] }],
    [
      'bold code',
      { type: 'codeBlock', attrs: { language: '' }, content: [{ type: 'text', text: 'x', marks: [] } as never] },
    ],
    [
      'a link with more than an address',
      p({ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: '/', target: '_blank' } as never }] }),
    ],
    ['a figure in a quote', { type: 'blockquote', content: [figure()] }],
    [
      'an item that begins with a list',
      { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'bulletList', content: [] }] }] },
    ],
    ['an empty text', p({ type: 'text', text: '' })],
    ['a picture of another place', figure({ media: 'https://example.org/x.jpg' })],
    ['nothing', null],
    ['a name that objects have', { type: 'constructor' }],
  ])('refuses %s with a sentence', (_what, block) => {
    expect(refusal({ type: 'doc', content: [block] })).toMatch(/^The text holds something/);
  });

  it('refuses a text without blocks, or of another kind', () => {
    for (const value of [undefined, null, 1, 'x', [], {}, { type: 'doc', content: [] }])
      expect(refusal(value)).toBeTruthy();
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    ' javascript:x',
    'data:text/html,x',
    '//example.org',
    '/\\example.org',
    'vbscript:x',
    'example.org',
    'https://',
    'mailto:nobody',
    '',
    '\ud800',
  ])('refuses a link to %j', (href) => {
    expect(isLinkTarget(href)).toBe(false);
    expect(refusal(doc(linked(href)))).toMatch(/^A link must begin/);
  });

  it.each([
    'https://example.org/한글?q=1#x',
    'http://example.org',
    'HTTPS://EXAMPLE.ORG',
    'mailto:desk@example.org',
    '/about',
    '/',
    '#notes',
  ])('lets a link lead to %j', (href) => expect(isLinkTarget(href)).toBe(true));

  it('composes Hangul and takes out what a database cannot hold', () => {
    const typed = doc(
      p('\u0000평양'.normalize('NFD')),
      p('\u0001'),
      figure({ caption: ' 평양\n역 '.normalize('NFD') }),
    );
    expect(bodyInput.parse(typed)).toEqual(doc(p('평양'), { type: 'paragraph' }, figure({ caption: '평양 역' })));
    expect(bodyInput.parse(doc(p('half \ud83d')))).toEqual(doc(p('half \ufffd')));
  });

  it('refuses what is too long, too many, too deep', () => {
    expect(refusal(doc(...Array.from({ length: 20_001 }, () => p('x'))))).toMatch(/too long/);
    expect(refusal(doc(p('가'.repeat(700_000))))).toMatch(/too long/);
    let deep: Block = p('x');
    for (let level = 0; level < 5000; level++) deep = { type: 'blockquote', content: [deep as never] };
    expect(refusal(doc(deep))).toMatch(/too deeply/);
    expect(refusal({ type: 'doc', content: [], extra: nest(50_000) })).toBeTruthy();
    expect(refusal(doc(figure({ credit: 'x'.repeat(301) })))).toBe(
      'The credit of a picture is too long: keep it under 300 characters.',
    );
    expect(bodyFieldInput.safeParse('{').error?.issues[0]?.message).toMatch(/did not arrive whole/);
  });
});

describe('what is read from a text', () => {
  const text = doc(
    figure({ alt: 'first' }),
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Fog' }] },
    p('One ', { type: 'text', text: 'bold', marks: [{ type: 'bold' }] }, { type: 'hardBreak' }, 'line.'),
    {
      type: 'bulletList',
      content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'rope' }] }] }],
    },
    figure({ alt: 'second' }),
  );

  it('is its words, a line for each block', () => expect(plainText(text)).toBe('Fog\nOne bold line.\nrope'));
  it('is led by its first picture', () => {
    expect(leadFigure(text)?.attrs.alt).toBe('first');
    expect(leadFigure(doc(p('x')))).toBeNull();
  });
  it('is empty without words and pictures', () => {
    expect(isEmptyBody(doc(p()))).toBe(true);
    expect(isEmptyBody(doc(p(' '), p({ type: 'hardBreak' })))).toBe(true);
    expect(isEmptyBody(doc(p(), figure()))).toBe(false);
  });
  it('takes as long as it takes', () => {
    expect(readingMinutes(doc(p('word')))).toBe(1);
    expect(readingMinutes(doc(p('don’t stop '.repeat(345))))).toBe(3);
    expect(readingMinutes(doc(p('가나다라 '.repeat(250))))).toBe(2);
  });
  it('begins with its first sentences, cut at a word', () => {
    expect(excerpt(text)).toBe('One bold line.');
    expect(excerpt(doc(p('A boat leaves, and another waits.')), 16)).toBe('A boat leaves…');
    expect(excerpt(doc(p('가'.repeat(300))), 10)).toBe(`${'가'.repeat(10)}…`);
  });
});

function nest(levels: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < levels; level++) value = { value };
  return value;
}
