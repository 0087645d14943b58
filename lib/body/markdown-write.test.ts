import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyBody } from '../../e2e/support/any-body.ts';
import { bodyFromMarkdown } from './markdown.ts';
import { markdownOf } from './markdown-write.ts';
import { plainText } from './rules.ts';

const pictureOf = (media: string) => ({ src: `https://example.org/${media}.jpg`, width: 300, height: 200 });
const again = (markdown: string) =>
  markdownOf(bodyFromMarkdown(markdown).body, (media) => ({ src: media, width: 1, height: 1 }));

it.each([
  '## Rope\n\nOne **two** *three* <strong><em>four</em></strong>\\\nfive [six](</about>).\n',
  '- a\n\n  b\n\n  1. c\n  2. d\n- e\n\n<!-- -->\n\n3. f\n',
  '> 바람\n> \n> 물\n',
  '| a | b |\n| --- | --- |\n| 1 \\| 2 | x<br>y |\n',
  '```ts\nconst a = `b`;\n```\n\n---\n',
  'Fog[^1].\n\n[^1]: Of the *sea*.\n',
  '1\\. not a list\n\n\\# nor a heading\n\n\\*stars\\* \\_and\\_ &lt;b&gt; &amp;amp;\n',
])('%j is written as it was read', (markdown) =>
  expect(again(markdown).replace('> \n', '> \n')).toBe(markdown.replace('> \n', '>\n')),
);

it('what Markdown has no word for is there as HTML', () => {
  const html = '<table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>';
  expect(again(html)).toContain('<td colspan="2">a</td>');
});

it('loses no word of any text', () => {
  const words = (text: string) =>
    text
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? '';
  fc.assert(
    fc.property(anyBody(), (body) => {
      expect(words(plainText(bodyFromMarkdown(markdownOf(body, pictureOf)).body))).toBe(words(plainText(body)));
    }),
    { numRuns: 500 },
  );
});
