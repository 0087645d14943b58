import { describe, expect, test } from 'vitest';
import { absolute } from '#lib/site';
import { oembedAddress, oembedInput, oembedOf, oembedXml, slugIn } from './oembed.ts';

const shown = {
  slug: '강-river',
  headline: 'Rivers & "fog" <i>',
  authors: [
    { name: 'Han Sora', handle: 'han-sora' },
    { name: 'Bae Muyeol', handle: 'bae-muyeol' },
  ],
  publication: 'Mansudae Korea',
  hasPicture: true,
  thumbnail: { path: '/articles/a/share/b.jpg', width: 1200, height: 630 },
};

describe('the address that is asked about', () => {
  test.each([
    ['/articles/river', 'river'],
    ['/articles/river/', 'river'],
    ['/articles/river?utm_source=x#share', 'river'],
    [`/articles/${encodeURIComponent('강')}`, '강'],
  ])('%s is an article', (path, slug) => expect(slugIn(absolute(path))).toBe(slug));

  test.each([
    absolute('/'),
    absolute('/sections/river'),
    absolute('/articles/river/share/a.jpg'),
    absolute('/articles/%E0%A4%A'),
    'https://elsewhere.example/articles/river',
    '/articles/river',
    'javascript:alert(1)',
    '',
  ])('%j is none', (url) => expect(slugIn(url)).toBeNull());
});

test('a page says where to ask about it, and the answer is about it', () => {
  for (const slug of ['river', '강-1', 'a&b+c%d#e']) {
    const asked = new URL(oembedAddress(absolute(`/articles/${encodeURIComponent(slug)}`)));
    expect(slugIn(asked.searchParams.get('url')!)).toBe(slug);
  }
});

test('a card is as wide as it may be, and as high as what stands in it', () => {
  const frame = (given: { maxwidth?: number; maxheight?: number }, hasPicture = true) => {
    const { width, height, html } = oembedOf({ ...shown, hasPicture }, given);
    expect(html).toContain(`width="${width}" height="${height}"`);
    return [width, height];
  };
  expect(frame({})).toEqual([600, 505]);
  expect(frame({}, false)).toEqual([600, 190]);
  expect(frame({ maxwidth: 400 })).toEqual([400, 400]);
  expect(frame({ maxwidth: 5000 })).toEqual([600, 505]);
  expect(frame({ maxheight: 300 })).toEqual([600, 300]);
  expect(frame({ maxwidth: 1, maxheight: 1 })).toEqual([220, 100]);
});

test('nothing of a headline is markup, in HTML or in XML', () => {
  const answer = oembedOf(shown, {});
  expect(answer).toMatchObject({ title: shown.headline, author_name: 'Han Sora, Bae Muyeol', type: 'rich' });
  expect(answer.html).toContain('title="Rivers &amp; &quot;fog&quot; &lt;i&gt; – Mansudae Korea"');
  expect(answer.html.match(/</g)).toHaveLength(2);
  expect(oembedXml({ title: 'a\u0001\uffff<b>' })).toContain('<title>a&lt;b&gt;</title>');
  expect(oembedXml(answer)).toContain('<html>&lt;iframe src=&quot;http');
});

test('measures that are none count as not given', () => {
  expect(oembedInput.parse({ url: 'x', maxwidth: 'wide', maxheight: '-1' })).toEqual({ url: 'x', format: 'json' });
  expect(oembedInput.parse({ url: 'x', format: 'xml', maxwidth: '300' })).toMatchObject({
    format: 'xml',
    maxwidth: 300,
  });
  expect(oembedInput.safeParse({}).success).toBe(false);
});
