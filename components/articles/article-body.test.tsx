import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { type Block, bodyOf, type Inline, type TableCell } from '#lib/body/body';
import { ArticleBody } from './article-body.tsx';

const pictures = { known: { src: '/media/known.jpg', width: 1600, height: 1000 } };
const draw = (content: Block[], language = 'en') =>
  renderToStaticMarkup(<ArticleBody body={bodyOf(...content)} pictures={pictures} language={language} />);
const p = (...content: Inline[]): Block => ({ type: 'paragraph', content });
const t = (text: string, ...marks: NonNullable<Extract<Inline, { type: 'text' }>['marks']>): Inline => ({
  type: 'text',
  text,
  marks,
});

it('draws every block the editor can write', () => {
  expect(
    draw([
      { type: 'heading', attrs: { level: 2 }, content: [t('Gauge & gravel')] },
      p(t('one '), t('two', { type: 'bold' }, { type: 'italic' }), { type: 'hardBreak' }, t('three')),
      { type: 'bulletList', content: [{ type: 'listItem', content: [p(t('item')) as never] }] },
      { type: 'orderedList', attrs: { start: 4 }, content: [{ type: 'listItem', content: [p(t('fourth')) as never] }] },
      { type: 'blockquote', content: [p(t('said')) as never] },
    ]),
  ).toBe(
    '<h2 id="gauge-gravel">Gauge &amp; gravel</h2>' +
      '<p>one <strong><em>two</em></strong><br/>three</p>' +
      '<ul><li><p>item</p></li></ul><ol start="4"><li><p>fourth</p></li></ol><blockquote><p>said</p></blockquote>',
  );
});

it('gives a figure its size, its words and its credit', () => {
  const html = draw([
    { type: 'figure', attrs: { media: 'known', alt: 'A "river"', caption: 'Han, 한강', credit: 'Drawing' } },
  ]);
  expect(html).toContain('alt="A &quot;river&quot;"');
  expect(html).toContain('width="1600" height="1000"');
  expect(html).toContain('<span class="caption">Han, <span lang="ko">한강</span></span>');
  expect(html).toContain('<span class="credit">Drawing</span>');
});

it('leaves out a picture that is gone, and paragraphs with nothing in them', () => {
  expect(
    draw([
      { type: 'figure', attrs: { media: 'gone', alt: '', caption: '', credit: '' } },
      { type: 'paragraph' },
      p(t('left')),
    ]),
  ).toBe('<p>left</p>');
});

it('says where Hangul is Korean, and leaves Korean text alone', () => {
  expect(draw([p(t('the Han (한강) flows'))])).toBe('<p>the Han (<span lang="ko">한강</span>) flows</p>');
  expect(draw([p(t('한강이 흐른다'))], 'ko')).toBe('<p>한강이 흐른다</p>');
});

it('keeps an opener from what a link leads to elsewhere', () => {
  const link = (href: string) => draw([p(t('x', { type: 'link', attrs: { href } }))]);
  expect(link('https://example.org/')).toBe('<p><a href="https://example.org/" rel="noopener">x</a></p>');
  expect(link('/about')).toBe('<p><a href="/about">x</a></p>');
});

it('numbers notes across the text, and leads there and back', () => {
  const note = (...content: Inline[]): Inline => ({ type: 'footnote', content: content as never });
  expect(
    draw([
      p(t('one'), note(t('See '), t('the treaty', { type: 'italic' }))),
      { type: 'blockquote', content: [p(t('two'), note(t('Ibid.'))) as never] },
    ]),
  ).toBe(
    '<p>one<sup class="footnote"><a id="note-1-in-text" href="#note-1" aria-label="Note 1">1</a></sup></p>' +
      '<blockquote><p>two<sup class="footnote"><a id="note-2-in-text" href="#note-2" aria-label="Note 2">2</a></sup></p></blockquote>' +
      '<section class="footnotes" role="doc-endnotes" aria-label="Notes"><ol>' +
      '<li id="note-1">See <em>the treaty</em> <a href="#note-1-in-text" aria-label="Back to note 1 in the text">↩</a></li>' +
      '<li id="note-2">Ibid. <a href="#note-2-in-text" aria-label="Back to note 2 in the text">↩</a></li></ol></section>',
  );
});

it('marks the language of a passage, whatever its letters are', () => {
  const chinese = t('東海', { type: 'lang', attrs: { lang: 'zh-Hant' } });
  expect(draw([p(t('the sea '), chinese)])).toBe('<p>the sea <span lang="zh-Hant">東海</span></p>');
  expect(draw([p(t('동해', { type: 'lang', attrs: { lang: 'ko' } }))])).toBe('<p><span lang="ko">동해</span></p>');
});

it('draws tables, code and dividers as they are', () => {
  const cell = (type: TableCell['type'], text: string, colspan = 1): TableCell => ({
    type,
    attrs: { colspan, rowspan: 1 },
    content: [p(t(text)) as never],
  });
  expect(
    draw([
      {
        type: 'table',
        content: [
          { type: 'tableRow', content: [cell('tableHeader', 'Year', 2)] },
          { type: 'tableRow', content: [cell('tableCell', '1953'), cell('tableCell', '1972')] },
        ],
      },
      { type: 'codeBlock', attrs: { language: '' }, content: [{ type: 'text', text: 'a < b\n  c' }] },
      { type: 'divider' },
    ]),
  ).toBe(
    '<section class="table" aria-label="Table 1" tabindex="0"><table>' +
      '<thead><tr><th scope="col" colSpan="2"><p>Year</p></th></tr></thead>' +
      '<tbody><tr><td><p>1953</p></td><td><p>1972</p></td></tr></tbody></table></section>' +
      '<pre><code>a &lt; b\n  c</code></pre><hr/>',
  );
});

it('sets what stands elsewhere as a link, which says what a press would play', () => {
  const embed = (url: string) => draw([{ type: 'embed', attrs: { url, title: 'The "last" train', caption: '' } }]);
  expect(embed('https://youtu.be/dQw4w9WgXcQ')).toBe(
    '<figure class="embed"><a class="embed-card" href="https://youtu.be/dQw4w9WgXcQ" rel="noopener" ' +
      'data-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1" data-shape="film" data-title="The &quot;last&quot; train">' +
      '<span class="embed-from">YouTube</span><span class="embed-title">The &quot;last&quot; train</span>' +
      '<span class="embed-does embed-plays">Play here, from YouTube</span>' +
      '<span class="embed-does embed-opens">Open at YouTube</span></a></figure>',
  );
  expect(embed('https://x.com/a/status/1')).not.toContain('data-frame');
  expect(embed('https://x.com/a/status/1')).toContain('Open at X');
});

it('keeps a head that reaches down among the rows of its table', () => {
  const head = (rowspan: number): TableCell => ({
    type: 'tableHeader',
    attrs: { colspan: 1, rowspan },
    content: [p(t('h')) as never],
  });
  const html = draw([
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: [head(2), head(1)] },
        { type: 'tableRow', content: [head(1)] },
      ],
    },
  ]);
  expect(html).not.toContain('<thead>');
  expect(html).toContain('<th scope="col" rowSpan="2">');
});
