import { describe, expect, it } from 'vitest';
import { htmlOf } from './html/write.ts';
import { bodyFromMarkdown, isMarkdown } from './markdown.ts';

const read = (markdown: string) => htmlOf(bodyFromMarkdown(markdown).body).split('\n').slice(1, -1).join('\n');

describe('what Markdown sets', () => {
  it.each([
    ['headings by their rank', '# A\n\n### B', '<h2 id="a">A</h2>\n<h3 id="b">B</h3>'],
    [
      'words in bold, in italic, in both, over a line end',
      'One **two *three***\nfour  \nfive',
      '<p>One <strong>two <em>three</em></strong> four<br>five</p>',
    ],
    [
      'a table',
      '| a | b |\n|---|:-:|\n| *1* | 2 |',
      '<table><tbody>\n<tr><th>a</th><th>b</th></tr>\n<tr><td><em>1</em></td><td>2</td></tr>\n</tbody></table>',
    ],
    [
      'a fence',
      '```ts\nconst a = "<b>";\n\n  b()\n```',
      '<pre><code class="language-ts">const a = &quot;&lt;b&gt;&quot;;\n\n  b()</code></pre>',
    ],
    ['lists in lists', '3. a\n   - b\n4. c', '<ol start="3"><li><p>a</p><ul><li>b</li></ul></li><li>c</li></ol>'],
    ['a line across and a quote', '> 바람\n\n---', '<blockquote><p>바람</p></blockquote>\n<hr>'],
    ['HTML in it', 'a <b>b</b> <script>alert(1)</script>[c](javascript:x)', '<p>a <strong>b</strong> c</p>'],
  ])('%s', (_what, markdown, html) => expect(read(markdown)).toBe(html));

  it('notes', () => {
    const { body } = bodyFromMarkdown('Fog[^1] and ice[^long].\n\n[^1]: Of the *sea*.\n\n[^long]: One.\n\n    Two.');
    expect(body.content).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'Fog' },
          {
            type: 'footnote',
            content: [
              { type: 'text', text: 'Of the ' },
              { type: 'text', text: 'sea', marks: [{ type: 'italic' }] },
              { type: 'text', text: '.' },
            ],
          },
          { type: 'text', text: ' and ice' },
          {
            type: 'footnote',
            content: [{ type: 'text', text: 'One.' }, { type: 'hardBreak' }, { type: 'text', text: 'Two.' }],
          },
          { type: 'text', text: '.' },
        ],
      },
    ]);
  });

  it('pictures with caption and credit', () => {
    const { body, pictures } = bodyFromMarkdown('![A moon.](https://example.org/m.png "It rose. | Credit: Nobody")');
    expect(pictures).toEqual([{ key: 'incoming-1', source: 'https://example.org/m.png' }]);
    expect(body.content).toEqual([
      { type: 'figure', attrs: { media: 'incoming-1', alt: 'A moon.', caption: 'It rose.', credit: 'Nobody' } },
    ]);
  });
});

it('what is made to take long is read as it stands', () => {
  expect(bodyFromMarkdown('_b'.repeat(250_000)).body.content).toHaveLength(1);
  expect(read(`${'>'.repeat(9000)} x`)).toContain('&gt; x');
});

describe('a plain text that is Markdown', () => {
  it.each([
    '# 서울의 여름\n\n그 해 여름은 길었다.\n\n## 비\n\n비가 왔다.',
    'See [the list](https://example.org).',
    'Some text.\n\n```\ncode\n```',
    '| a | b |\n| --- | --- |\n| 1 | 2 |',
    'It is **very** loud, and *quite* long.',
    '* one\n* two\n* three',
    '- [ ] rope\n- [x] lamp',
    'A word.[^1]\n\n[^1]: A note.',
    '- one\n- two\n- **three**',
    'Head\n====\n\nText with `code`.',
    '> Said one.\n\n1. a\n2. b',
  ])('%j', (text) => expect(isMarkdown(text)).toBe(true));
});

describe('a plain text that is none', () => {
  it.each([
    '',
    'The boat leaves at six - whatever the fog says - and returns at nine.',
    '- 안녕하세요?\n- 네, 어서 오세요.\n- 오늘은 배가 없습니다.',
    '2024. 1. 3. 오후 세 시에 떠난다.\n2024. 1. 4. 돌아온다.',
    '1. 3. 서울\n4. 7. 평양',
    '1953년 7월 27일 – 정전 협정',
    '5 * 3 = 15 and 2 * 4 = 8',
    'a*b*c and file_name_with_underscores',
    '전화: 02-123-4567\n팩스: 02-123-4568',
    '#서울 #여름 #바다',
    '> he wrote this in his mail',
    'Dear all,\n\n1. The minutes are late.\n\nRegards',
    'snake_case and __init__ are names',
    '가격: 9,000원 (어른), 4,500원 (어린이) **',
    'A (b) [c] {d}',
    'He said: “* is a star.”',
    'C:\\files\\*.txt and /tmp/*',
    'Total | 5\nSum | 7',
    '---',
    '— 누구세요?\n— 나다.',
  ])('%j', (text) => expect(isMarkdown(text)).toBe(false));

  it('is told in no time from one made to take long', () => {
    for (const piece of ['*a ', '- x\n', '[a](', '`', '| a', '_b ', '> ', '# a\n', '```\n', '1. a\n'])
      expect(typeof isMarkdown(piece.repeat(500_000))).toBe('boolean');
  });
});
