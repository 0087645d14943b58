import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { anyBody } from '../../../e2e/support/any-body.ts';
import { bodyFromHtml } from './read.ts';
import { htmlOf } from './write.ts';

/** As programs put it on the clipboard. */
const pasted = (source: string) =>
  readFileSync(join(import.meta.dirname, '../../../e2e/support/pasted', `${source}.clipboard`), 'utf8');
const read = (html: string, language = 'en') => bodyFromHtml(html, { language });
/** What comes of it, as our own HTML without the element around it. */
const cleaned = (html: string, language?: string) =>
  htmlOf(read(html, language).body).split('\n').slice(1, -1).join('\n');

describe('what this magazine wrote itself', () => {
  it('comes back to the letter', () => {
    fc.assert(
      fc.property(anyBody(), (body) => {
        const reading = read(htmlOf(body));
        expect(reading.body).toEqual(body);
        expect(reading).toMatchObject({ pictures: [], remarks: [] });
      }),
      { numRuns: 1000 },
    );
  });

  it('also from within a page, from the frame a clipboard puts around it, and set out by an editor of HTML', () => {
    fc.assert(
      fc.property(anyBody(), (body) => {
        const page = `<html>\r\n<body>\r\n<!--StartFragment--><h1>Head</h1>${htmlOf(body)}<!--EndFragment-->\r\n</body>\r\n</html>`;
        expect(read(page).body).toEqual(body);
        const spread = htmlOf(body).replace(/(<\/(?:p|li|ul|ol|td|th|figure|blockquote)>)/g, '$1\n    ');
        expect(read(spread).body).toEqual(body);
      }),
      { numRuns: 300 },
    );
  });

  it('is read as any other when somebody changed it to something else', () => {
    expect(cleaned('<div data-body="2"><p>One <u>two</u></p><h1>Three</h1></div>')).toBe(
      '<p>One two</p>\n<h2 id="three">Three</h2>',
    );
  });

  it('tells where its pictures can be seen', () => {
    const media = '0'.repeat(32);
    const { body } = read(`<img src="/media/${media}.jpg" alt="A boat.">`);
    const picture = { src: `https://example.org/media/${media}.jpg`, width: 3, height: 2 };
    const html = htmlOf(body, { pictureOf: () => picture });
    expect(html).toContain(`<img src="${picture.src}" alt="A boat." width="3" height="2">`);
    expect(read(html)).toMatchObject({ body, pictures: [{ key: media, source: picture.src, width: 3, height: 2 }] });
  });
});

test('Word', () => {
  expect(cleaned(pasted('word'))).toMatchInlineSnapshot(`
    "<h2 id="the-ferry-at-ongjin">The ferry at Ongjin</h2>
    <h3 id="tides">Tides</h3>
    <p>The boat leaves at <strong>six</strong>, whatever the <em>fog</em> says.<sup><a id="note-1-in-text" href="#note-1" role="doc-noteref">1</a></sup> It is called <span lang="ko">연평도 배</span>.</p>
    <ul><li><p>a rope</p><ul><li>of hemp</li></ul></li><li>a lamp</li></ul>
    <ol start="3"><li>third</li></ol>
    <h4 id="fares">Fares</h4>
    <table><tbody>
    <tr><td colspan="2"><strong>Both</strong></td></tr>
    <tr><td>Adult</td><td>9,000 won</td></tr>
    </tbody></table>
    <figure data-media="incoming-1"><img alt="A boat"><figcaption>Figure 1: the boat</figcaption></figure>
    <p>no <a href="https://example.org/a?b=1">yes</a></p>
    <section role="doc-endnotes"><ol><li id="note-1"><p>A note on <strong>fog</strong>.</p> <a href="#note-1-in-text" role="doc-backlink">↩</a></li></ol></section>"
  `);
});
test('Google Docs', () => {
  expect(cleaned(pasted('google-docs'))).toMatchInlineSnapshot(`
    "<h2 id="rope-and-salt">Rope and salt</h2>
    <h3 id="morning">Morning</h3>
    <p>The harbour is <strong>quiet</strong><em> before dawn</em>.</p>
    <ul><li><p>One</p><ul><li>Inner</li></ul></li><li>Two</li></ul>
    <figure data-media="incoming-1"><img alt=""></figure>
    <table><tbody>
    <tr><td>A</td><td>B</td></tr>
    </tbody></table>
    <p><a href="https://example.org/x">link</a></p>
    <p>바다는 아침에 잔잔하다.</p>"
  `);
});
test('Pages', () => {
  expect(cleaned(pasted('pages'))).toMatchInlineSnapshot(`
    "<h2 id="the-keeper-of-the-light">The keeper of the light</h2>
    <p>He climbs ninety steps every evening, and counts them, because <em>somebody</em> might ask.</p>
    <p>등대지기는 저녁마다 계단을 오른다.</p>
    <h3 id="what-he-carries">What he carries</h3>
    <ul><li>oil</li><li>a <strong>wick</strong></li></ul>"
  `);
});
test('LibreOffice', () => {
  expect(cleaned(pasted('libreoffice'))).toMatchInlineSnapshot(`
    "<h2 id="ice-on-the-inlet">Ice on the inlet</h2>
    <p>The ice came early<sup><a id="note-1-in-text" href="#note-1" role="doc-noteref">1</a></sup> and stayed for <strong>nine</strong> weeks. It covered 40 km² of water.</p>
    <p><span lang="ko-KR">얼음은 일찍 왔다.</span></p>
    <ol><li>Saw it</li><li><p>Store it</p><ol><li>in straw</li></ol></li></ol>
    <blockquote><p>Cold hands, full barns.</p></blockquote>
    <pre><code>  one
        two</code></pre>
    <section role="doc-endnotes"><ol><li id="note-1"><p>In the last week of November.</p> <a href="#note-1-in-text" role="doc-backlink">↩</a></li></ol></section>"
  `);
});
test('a web page', () => {
  expect(cleaned(pasted('web-page'))).toMatchInlineSnapshot(`
    "<h2 id="the-last-tram">The last tram</h2>
    <p>It ran until <a href="https://example.org/tram?utm_source=feed">the winter of 1968</a>, on a line that everybody knew.</p>
    <h3 id="the-rails">The rails</h3>
    <p>They are still there under the asphalt<sup><a id="note-1-in-text" href="#note-1" role="doc-noteref">1</a></sup>, 3 m² at a time.</p>
    <p>One can hear them<br>when it rains.</p>
    <figure data-media="incoming-1"><img alt="A tram at a stop."><figcaption>The last one, at the depot. <cite>Photo: Nobody</cite></figcaption></figure>
    <figure data-embed><a href="https://www.youtube.com/watch?v=abcdefghijk">The ride</a></figure>
    <p>Passengers</p>
    <table><tbody>
    <tr><th>Year</th><th>Number</th><th></th></tr>
    <tr><td rowspan="2">1967</td><td>1,200</td><td></td></tr>
    <tr><td>900</td><td>300</td></tr>
    </tbody></table>
    <pre><code class="language-ts">const line = 4;
    run(line);</code></pre>
    <hr>
    <p>Share this</p>
    <section role="doc-endnotes"><ol><li id="note-1"><p><em>City almanac</em>, 1969.</p> <a href="#note-1-in-text" role="doc-backlink">↩</a></li></ol></section>"
  `);
});
test('Notion', () => {
  expect(cleaned(pasted('notion'))).toMatchInlineSnapshot(`
    "<h2 id="salt-pans">Salt pans</h2>
    <p>Water, wind and <strong>patience</strong>. <code>NaCl</code> comes <em>last</em>.</p>
    <ul><li><p>Open the sluice</p><ul><li>at spring tide</li></ul></li><li>Wait</li></ul>
    <ul><li>☑ rake</li></ul>
    <blockquote><p>소금은 바람이 만든다.</p></blockquote>
    <pre><code class="language-python">print(&quot;salt&quot;)</code></pre>
    <hr>
    <table><tbody>
    <tr><th>Pan</th><th>Days</th></tr>
    <tr><td>first</td><td>9</td></tr>
    </tbody></table>"
  `);
});

describe('small things', () => {
  it.each([
    [
      'links of a search engine',
      '<a href="https://www.google.com/url?q=https://example.org/%3Fa%3D1&sa=D">x</a>',
      '<p><a href="https://example.org/?a=1">x</a></p>',
    ],
    [
      'links of a mail program',
      '<a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F&data=1">x</a>',
      '<p><a href="https://example.org/">x</a></p>',
    ],
    [
      'links with a space in them',
      '<a href="https://example.org/a b">x</a>',
      '<p><a href="https://example.org/a%20b">x</a></p>',
    ],
    [
      'links to scripts and files',
      '<a href=" java\nscript:x">a</a> <a href="file:///C:/b">b</a> <a href="data:text/html,x">c</a>',
      '<p>a b c</p>',
    ],
    [
      'links within the text',
      '<h2>Ice</h2><p><a href="#ice">up</a> <a href="#gone">no</a></p>',
      '<h2 id="ice">Ice</h2>\n<p><a href="#ice">up</a> no</p>',
    ],
    ['NFD', '<p>평양</p>'.normalize('NFD'), '<p>평양</p>'],
    [
      'spaces that do not break',
      '<p>a&nbsp;b 5&nbsp;km A.&nbsp;Kim&nbsp; x&nbsp;</p>',
      '<p>a b 5\u00a0km A.\u00a0Kim x</p>',
    ],
    [
      'characters without width',
      '<p>wa\u00adter\u200b\ufeff 👩\u200d🚀 a\u200db\u200e</p>',
      '<p>water 👩\u200d🚀 ab</p>',
    ],
    [
      'what is bold by its style, and what is not',
      '<b style="font-weight:400">a <span style="font-weight: 700">b</span></b>',
      '<p>a <strong>b</strong></p>',
    ],
    ['raised and lowered figures', '<p>m<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup></p>', '<p>m² H₂O 1st</p>'],
    [
      'what nobody saw',
      '<p>a<span style="display:none">b</span><span hidden>c</span><!--d--></p><template>e</template>',
      '<p>a</p>',
    ],
    ['deletions that Word tracks', '<p>a <del cite="mailto:x" datetime="2026">b </del><ins>c</ins></p>', '<p>a c</p>'],
    [
      'a language that the letters do not bear out',
      '<p><span lang=KO>No.</span> <span lang=EN-US>서울</span> <span lang=FR>oui</span></p>',
      '<p>No. 서울 <span lang="fr">oui</span></p>',
    ],
    [
      'a table that only holds a page together',
      '<table><tr><td><h1>A</h1><p>b</p></td></tr></table>',
      '<h2 id="a">A</h2>\n<p>b</p>',
    ],
    [
      'columns in which no cell begins',
      '<table><tr><td colspan=40>a<td>b<tr><td colspan=40>c</table>',
      '<table><tbody>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td></td></tr>\n</tbody></table>',
    ],
    [
      'a picture in a list',
      '<ol><li>a<img src="/media/00000000000000000000000000000001.jpg">b<li>c</ol>',
      '<ol><li>a</li></ol>\n<figure data-media="00000000000000000000000000000001"><img alt=""></figure>\n<ol start="2"><li>b</li><li>c</li></ol>',
    ],
    [
      'Word in a browser',
      '<ul><li data-listid="1" data-aria-level="1"><p>a</p></li></ul><ul><li data-listid="1" data-aria-level="2"><p>b</p></li></ul>',
      '<ul><li><p>a</p><ul><li>b</li></ul></li></ul>',
    ],
    ['a heading in bold', '<h3><b>Loud</b></h3>', '<h2 id="loud">Loud</h2>'],
    ['an unknown frame', '<iframe src="https://ads.example.com/"></iframe><p>a</p>', '<p>a</p>'],
    [
      'an editor of programs',
      '<div style="font-family: Menlo, monospace;white-space: pre;"><div>if (a) {</div><div>  b();</div></div>',
      '<pre><code>if (a) {\n  b();</code></pre>',
    ],
    [
      'pictures side by side',
      '<figure><img src="https://example.org/1.png"><img src="https://example.org/2.png"><figcaption>Both.</figcaption></figure>',
      '<figure data-gallery><figure data-media="incoming-1"><img alt=""></figure><figure data-media="incoming-2"><img alt=""></figure><figcaption>Both.</figcaption></figure>',
    ],
  ])('%s', (_what, html, expected) => expect(cleaned(html)).toBe(expected));

  it('marks another language than that of the text', () => {
    const html = '<p><span lang="en-GB">tide</span> <span lang="ko">밀물</span></p>';
    expect(cleaned(html, 'ko')).toBe('<p><span lang="en-GB">tide</span> 밀물</p>');
    expect(cleaned(html, 'en')).toBe('<p>tide <span lang="ko">밀물</span></p>');
  });

  it('says that a table became paragraphs', () => {
    const { remarks } = read(`<table><tr>${'<td>x'.repeat(21)}</table>`);
    expect(remarks).toEqual(['A table was too large to be set as one: its rows are paragraphs now.']);
  });

  it('refuses what no article could hold', () => {
    expect(() => read(`<p>${'가'.repeat(700_000)}`)).toThrow('This text is too long for one article. Split it in two.');
  });
});
