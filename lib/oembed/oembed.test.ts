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
  shareImage: { path: '/articles/a/share/b.jpg', width: 1200, height: 630 },
  picture: {
    src: '/media/p.jpg',
    width: 2000,
    height: 1000,
    made: {
      sources: { jpg: [320, 640, 1280].map((width) => ({ src: `/media/p-${width}.jpg`, width })), avif: [] },
      still: null,
      thumbhash: '',
    },
  },
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

describe('what is answered has the room that there is', () => {
  test.each([
    [{}, [600, 505]],
    [{ maxwidth: 400 }, [400, 400]],
    [{ maxwidth: 5000 }, [600, 505]],
    [{ maxheight: 300 }, [600, 300]],
    [{ maxwidth: 220, maxheight: 100 }, [220, 100]],
  ])('%j: a card', (room, measures) => {
    const answer = oembedOf(shown, room);
    expect(answer).toMatchObject({ type: 'rich', width: measures[0], height: measures[1] });
    expect(answer.html).toContain(`width="${measures[0]}" height="${measures[1]}"`);
  });

  test('a card without a picture is lower', () => {
    expect(oembedOf({ ...shown, picture: null }, {})).toMatchObject({ width: 600, height: 190 });
  });

  test.each([{ maxwidth: 219 }, { maxheight: 99 }, { maxwidth: 1, maxheight: 1 }, { maxwidth: 0 }])(
    '%j: too little for a card, and therefore a link',
    (room) => {
      const answer = oembedOf(shown, room);
      expect(answer).toMatchObject({ type: 'link', title: shown.headline });
      for (const name of ['html', 'width', 'height']) expect(answer).not.toHaveProperty(name);
    },
  );

  test.each([
    [{}, 'articles/a/share/b.jpg', 1200, 630],
    [{ maxwidth: 1199 }, 'media/p-640.jpg', 640, 320],
    [{ maxwidth: 640, maxheight: 319 }, 'media/p-320.jpg', 320, 160],
    [{ maxheight: 640 }, 'articles/a/share/b.jpg', 1200, 630],
  ])('%j: a thumbnail no larger than that', (room, path, width, height) => {
    expect(oembedOf(shown, room)).toMatchObject({
      thumbnail_url: absolute(`/${path}`),
      thumbnail_width: width,
      thumbnail_height: height,
    });
  });

  test('none where none is small enough', () => {
    for (const [each, room] of [
      [shown, { maxwidth: 300 }],
      [{ ...shown, picture: null }, { maxwidth: 1000 }],
    ] as const)
      for (const name of ['thumbnail_url', 'thumbnail_width', 'thumbnail_height'])
        expect(oembedOf(each, room)).not.toHaveProperty(name);
  });
});

test('nothing of a headline is markup, in HTML or in XML', () => {
  const answer = oembedOf(shown, {});
  expect(answer).toMatchObject({ title: shown.headline, author_name: 'Han Sora, Bae Muyeol', type: 'rich' });
  const { html = '' } = answer;
  expect(html).toContain('title="Rivers &amp; &quot;fog&quot; &lt;i&gt; – Mansudae Korea"');
  expect(html.match(/</g)).toHaveLength(2);
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
