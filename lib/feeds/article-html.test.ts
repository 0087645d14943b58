import { HtmlValidate } from 'html-validate';
import { expect, it } from 'vitest';
import { bodyOf, emptyBody } from '#lib/body/body';
import { articleOnPage } from '../../e2e/support/article-on-page.ts';
import { articleHtml, bodyHtml } from './article-html.ts';
import { escapeXml } from './xml.ts';

process.env.SITE_URL = 'https://magazine.example';

const article = articleOnPage({
  standfirst: 'A "quoted" standfirst',
  description: 'A "quoted" standfirst',
  pictures: { known: { src: '/media/known.jpg', width: 1600, height: 1000 } },
  body: {
    ...emptyBody,
    content: [
      { type: 'figure', attrs: { media: 'known', alt: 'A "river"', caption: 'North & south', credit: 'Drawing' } },
      { type: 'figure', attrs: { media: 'gone', alt: '', caption: '', credit: '' } },
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '1 < 2' }] },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href: '/about' } }, { type: 'italic' }] },
          { type: 'hardBreak' },
          { type: 'text', text: '</script>' },
        ],
      },
      {
        type: 'pullQuote',
        content: [
          { type: 'text', text: 'The fog ' },
          { type: 'text', text: 'decides', marks: [{ type: 'italic' }] },
        ],
      },
      { type: 'pullQuote' },
      {
        type: 'orderedList',
        attrs: { start: 3 },
        content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'third' }] }] }],
      },
    ],
  },
});
it('writes the text as HTML that stands alone', () => {
  expect(bodyHtml(article)).toBe(
    [
      '<figure><img src="https://magazine.example/media/known.jpg" width="1600" height="1000" alt="A &quot;river&quot;"><figcaption>North &amp; south Drawing</figcaption></figure>',
      '',
      '<h2>1 &lt; 2</h2>',
      '<p><a href="https://magazine.example/about"><em>here</em></a><br>&lt;/script&gt;</p>',
      '<aside><blockquote><p>The fog <em>decides</em></p></blockquote></aside>',
      '',
      '<ol start="3"><li><p>third</p></li></ol>',
    ].join('\n'),
  );
});

it('is valid HTML, whatever the text is made of', async () => {
  const said = (text: string) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] });
  const figure = {
    type: 'figure' as const,
    attrs: { media: 'known', alt: '“강” & boats', caption: 'North & south', credit: '' },
  };
  const cell = (type: 'tableHeader' | 'tableCell', colspan: number, text: string) => ({
    type,
    attrs: { colspan, rowspan: 1 },
    content: [said(text)],
  });
  const item = { type: 'listItem' as const, content: [said('an item')] };
  const body = bodyOf(
    figure,
    { type: 'gallery', attrs: { caption: 'Two & more' }, content: [figure, figure] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: '말', marks: [{ type: 'lang', attrs: { lang: 'ko' } }, { type: 'bold' }] },
        { type: 'text', text: 'a < b', marks: [{ type: 'code' }] },
        { type: 'footnote', content: [{ type: 'text', text: 'A note & more' }] },
      ],
    },
    { type: 'bulletList', content: [{ ...item, content: [said('outer'), { type: 'bulletList', content: [item] }] }] },
    { type: 'blockquote', content: [said('Quoted')] },
    { type: 'pullQuote', content: [{ type: 'text', text: 'Pulled' }] },
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('tableHeader', 2, 'Both')] },
        { type: 'tableRow', content: [cell('tableCell', 1, 'one'), cell('tableCell', 1, 'two')] },
      ],
    },
    { type: 'codeBlock', attrs: { language: '' }, content: [{ type: 'text', text: 'if (a < b) {}' }] },
    { type: 'divider' },
    { type: 'embed', attrs: { url: 'https://youtu.be/x?a=1&b=2', title: '"Boat"', caption: 'Filmed' } },
  );
  const corrections = [{ id: '1', articleId: article.id, body: 'Not\nso.', correctedAt: new Date(0) }];
  const html = articleHtml({ ...article, body }, corrections, 'Asia/Seoul');
  const { results } = await new HtmlValidate({ extends: ['html-validate:standard'] }).validateString(html);
  expect(
    results.flatMap(({ messages }) => messages.map(({ message, line }) => [message, html.split('\n')[line - 1]])),
  ).toEqual([]);
});

it('leaves out what XML forbids', () => {
  expect(escapeXml('a\u0000b\u000bc\ud800d')).toBe('abc\ufffdd');
});
