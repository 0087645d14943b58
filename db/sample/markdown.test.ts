import { describe, expect, test } from 'vitest';
import { sampleBody } from './markdown.ts';
import { parseArticle } from './read.ts';

const place = { file: 'a.md', line: 10 };
const bodyOf = (markdown: string) =>
  sampleBody(markdown, place, (name) => (name === 'the-moon' ? 'media-of-the-moon' : undefined));

describe('what the magazine sets', () => {
  test('a drawing with caption and credit', () => {
    expect(bodyOf('![A pale moon.](drawing:the-moon "It rose at six. | Credit: Drawing: Nobody")').content).toEqual([
      {
        type: 'figure',
        attrs: {
          media: 'media-of-the-moon',
          alt: 'A pale moon.',
          caption: 'It rose at six.',
          credit: 'Drawing: Nobody',
        },
      },
    ]);
  });

  test('words in bold, in italic, in both, in links, over a line end', () => {
    expect(bodyOf('One **two *three*** [four](/about)\nfive').content).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'One ' },
          { type: 'text', text: 'two ', marks: [{ type: 'bold' }] },
          { type: 'text', text: 'three', marks: [{ type: 'bold' }, { type: 'italic' }] },
          { type: 'text', text: ' ' },
          { type: 'text', text: 'four', marks: [{ type: 'link', attrs: { href: '/about' } }] },
          { type: 'text', text: ' five' },
        ],
      },
    ]);
  });

  test('headings, quotes and lists', () => {
    const body = bodyOf('## A\n\n### B\n\n> C\n>\n> D\n\n- E\n- F\n\n  G\n\n3. H');
    expect(body.content.map((block) => block.type)).toEqual([
      'heading',
      'heading',
      'blockquote',
      'bulletList',
      'orderedList',
    ]);
    expect(body.content[4]).toMatchObject({ attrs: { start: 3 } });
    expect(body.content[3]).toMatchObject({ content: [{ content: [{}] }, { content: [{}, {}] }] });
  });
});

describe('a picture that is none of ours is an error with file and line', () => {
  test.each([
    ['a picture from elsewhere', '![a](https://example.org/a.jpg "b")'],
    ['a drawing nobody drew', '![a](drawing:the-sun "b")'],
    ['a picture without words', '![](drawing:the-moon "b")'],
    ['a picture without a caption', '![a](drawing:the-moon)'],
  ])('%s', (_, markdown) => {
    expect(() => bodyOf(`Fine.\n\n${markdown}`)).toThrow(/^a\.md:12: /);
  });
});

test('the lines before the text', () => {
  const front =
    'headline: 하나: two\nstandfirst: c\nslug: d\nsection: e\nauthor: f\nlanguage: ko\ndaysAgo: 2\nhour: 7.5';
  expect(parseArticle('a.md', `---\n${front}\n---\n\nText.`)).toMatchObject({
    headline: '하나: two',
    hour: 7.5,
    line: 11,
    markdown: '\nText.',
  });
  expect(parseArticle('a.md', `---\n${front}\n---\nText.`).topics).toEqual([]);
  expect(parseArticle('a.md', `---\n${front}\ntopics: g, h\nseries: i\n---\nText.`)).toMatchObject({
    topics: ['g', 'h'],
    series: 'i',
  });
  expect(() => parseArticle('a.md', `---\n${front}\ncolour: red\n---\nText.`)).toThrow('a.md:10');
  expect(() => parseArticle('a.md', `---\n${front.replace('7.5', 'noon')}\n---\nText.`)).toThrow('hour must be');
});
