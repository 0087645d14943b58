import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyInput } from '../rules.ts';
import { bodyFromHtml } from './read.ts';
import { htmlOf } from './write.ts';

/** As much as a paste may bring. */
const size = 5_000_000;
const repeated = (piece: string) => piece.repeat(Math.ceil(size / piece.length));

/** Reads it, and takes a refusal in a sentence for an answer: what may not happen is that it never comes, or a fault. */
function settled(html: string): string {
  try {
    const { body } = bodyFromHtml(html);
    expect(bodyInput.parse(body)).toEqual(body);
    return 'read';
  } catch (error) {
    expect((error as Error).name, String((error as Error).stack)).toBe('DomainError');
    return (error as Error).message;
  }
}

// Five megabytes: work that grew with the square of the length would take days, so that no clock is needed to tell.
describe('five megabytes of', () => {
  it.each([
    ['elements in one another', repeated('<b>')],
    ['blocks in one another', repeated('<div>')],
    ['lists in one another', repeated('<ul><li>x')],
    ['quotes in one another', repeated('<blockquote>x')],
    ['tables in one another', repeated('<table><tr><td>x')],
    ['closing tags that close nothing, deep within', `${'<i>'.repeat(200)}${repeated('</b></p>')}`],
    ['opening tags that close something, deep within', `${'<div>'.repeat(110)}${repeated('<p><li><td>')}`],
    ['tables', repeated('<table><tr><td>a<td>b</table>')],
    ['one table with spans', `<table>${repeated('<tr><td colspan=1000 rowspan=65534>x')}`],
    ['one row', `<table><tr>${repeated('<td>x')}`],
    ['pictures', repeated('<img src="https://example.org/a.png">')],
    ['attributes', `<p ${repeated('a=b ')}>x</p>`],
    ['an attribute', `<p style="${repeated('color:red;')}">x</p>`],
    ['links to one note', `${repeated('<a href="#n">1</a>')}<p id="n">x</p>`],
    ['notes', repeated('<a id=r href="#n">1</a><li id=n><a href="#r">x</a>')],
    ['one line without a space', repeated('가')],
    ['spaces', `<p>${repeated(' ')}x${repeated('\u00a0')}</p>`],
    ['breaks', repeated('<br>')],
    ['entities', repeated('&amp;&#x0;&notit;')],
    ['comments that never end', repeated('<!--')],
    ['tags that never end', repeated('<a href="')],
    ['items of Word at many levels', repeated(`<p style='mso-list:l0 level9 lfo1'>x`)],
    ['what looks like our own', `<div data-body=2>${repeated('<blockquote>')}`],
    ['our own notes, each leading to the same', `<div data-body=2><p>${repeated('<sup><a href="#a">1</a></sup>')}</p>`],
  ])('%s', (_what, html) => {
    expect(settled(html)).toBeTruthy();
  });
});

const names =
  'p b i a span div ul ol li dl dt dd table tr td th thead caption blockquote pre code h1 h3 figure figcaption img br hr sup q ruby rt section aside o:p input iframe'.split(
    ' ',
  );
const attributes = [
  '',
  ' style="font-weight:700"',
  ` style='mso-list:l0 level3 lfo1'`,
  ' href="#n"',
  ' href="https://example.org"',
  ' id=n',
  ' id="r"',
  ' href="#r"',
  ' src="https://example.org/a.png"',
  ' colspan=3',
  ' rowspan=0',
  ' lang=ko',
  ' class="pull-quote"',
  ' start=-4',
  ' data-body="2"',
  ' style="white-space:pre-wrap"',
];
const soup = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom(...names), fc.constantFrom(...attributes))
          .map(([name, more]) => `<${name}${more}>`),
      },
      { weight: 3, arbitrary: fc.constantFrom(...names).map((name) => `</${name}>`) },
      {
        weight: 3,
        arbitrary: fc.constantFrom('word', ' ', '\n', '평양', '1', '[1]', '&nbsp;', '\u200b', '1.', 'x'.repeat(1200)),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('<!--', '-->', '<![if x]>', '<', '</', '&#', '<p <p>', '<script>', '</script>'),
      },
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));

it('makes of any soup of tags a text that can be stored, written and read again', () => {
  fc.assert(
    fc.property(soup, (html) => {
      const { body } = bodyFromHtml(html);
      expect(bodyInput.parse(body)).toEqual(body);
      expect(bodyFromHtml(htmlOf(body)).body).toEqual(body);
    }),
    { numRuns: 3000 },
  );
});

it('loses no word of what anybody could see', () => {
  const word = fc.stringMatching(/^[a-z]{2,8}$/);
  const seen = fc.constantFrom(
    'p',
    'b',
    'div',
    'ul',
    'ol',
    'li',
    'td',
    'tr',
    'table',
    'blockquote',
    'h2',
    'span',
    'dl',
    'dd',
    'pre',
    'figure',
    'caption',
    'aside',
  );
  const pieces = fc.array(
    fc.oneof(
      word.map((text) => ` ${text} `),
      seen.map((name) => `<${name}>`),
      seen.map((name) => `</${name}>`),
    ),
    { maxLength: 40 },
  );
  const wordsOf = (text: string) => text.match(/[a-z]+/g)?.toSorted() ?? [];
  fc.assert(
    fc.property(pieces, (parts) => {
      const html = parts.join('');
      const { body } = bodyFromHtml(html);
      expect(wordsOf(allText(body))).toEqual(wordsOf(html.replace(/<[^>]*>/g, ' ')));
    }),
    { numRuns: 3000 },
  );
});

const allText = (node: unknown): string => {
  const { text, content } = node as { text?: string; content?: unknown[] };
  return `${text ?? ''}${(content ?? []).map(allText).join('')}${content ? ' ' : ''}`;
};
