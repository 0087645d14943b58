import { eq } from 'drizzle-orm';
import { parseAtomFeed, parseFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleSlugs, articles, corrections, revisionAuthors, revisions, revisionTopics } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { media } from '#db/schema/media';
import { authors } from '#db/schema/people';
import { sections, series, topics } from '#db/schema/sections';
import { settings } from '#db/schema/settings';
import { getArticle } from '#lib/articles/queries';
import { bodyOf } from '#lib/body/body';
import { noting } from '#lib/cache/noting';
import { cacheTags } from '#lib/cache-tags';
import { getPublication } from '#lib/settings/queries';
import { printArticle } from '../../e2e/support/newsroom.ts';
import { mustBeJsonFeed, mustBeValid } from '../../e2e/support/valid.ts';
import { readXml } from '../../e2e/support/xml.ts';
import { atomFeed } from './atom.ts';
import { jsonFeed } from './json-feed.ts';
import type { Feed, FeedSubject } from './model.ts';
import { getCommentsFeed, getFeedOf, getSiteFeed } from './queries.ts';
import { rssFeed } from './rss.ts';
import { feedSheet } from './sheet.ts';

process.env.SITE_URL = 'https://magazine.example';

const hostile = 'Rails & <rivers> “한강” ]]>\u0007!';
const subjects: Record<string, FeedSubject> = {};
let first: { id: string; slug: string };
let second: { id: string; slug: string };

beforeAll(async () => {
  await db.delete(articles);
  await db.update(settings).set({ name: 'Rails & rivers', language: 'en', timeZone: 'Asia/Seoul' });
  const group = { slug: '경제', name: hostile, description: 'About “it” & more' };
  const [section] = await db.insert(sections).values(group).returning();
  const [topic] = await db.insert(topics).values(group).returning();
  const [part] = await db.insert(series).values(group).returning();
  const [author] = await db
    .insert(authors)
    .values({ handle: 'han-sora', name: '한소라 & Co', bio: 'Writes.' })
    .returning();
  for (const [kind, row] of Object.entries({ section, topic, series: part }))
    subjects[kind] = {
      kind: kind as 'section',
      id: row!.id,
      name: row!.name,
      description: '',
      path: `/${kind}/%EA%B2%BD`,
    };
  subjects.author = {
    kind: 'author',
    id: author!.id,
    name: author!.name,
    description: 'Writes.',
    path: '/authors/han-sora',
  };
  await db.insert(media).values({ id: 'a'.repeat(40), extension: 'png', width: 800, height: 500, bytes: 9 });

  first = await printArticle('Older');
  second = await printArticle(hostile);
  await db.insert(articleSlugs).values({ slug: second.slug, articleId: second.id });
  const [revision] = await db.select().from(revisions).where(eq(revisions.articleId, second.id));
  const figure = {
    type: 'figure' as const,
    attrs: { media: 'a'.repeat(40), alt: 'A "river"', caption: 'North & south', credit: '그림' },
  };
  const said = { type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'The whole text </script>.' }] };
  await db
    .update(revisions)
    .set({
      standfirst: 'A "quoted" standfirst',
      language: 'ko',
      sectionId: section!.id,
      seriesId: part!.id,
      body: bodyOf(figure, said, figure),
    })
    .where(eq(revisions.id, revision!.id));
  await db.insert(revisionAuthors).values({ revisionId: revision!.id, authorId: author!.id, position: 0 });
  await db.insert(revisionTopics).values({ revisionId: revision!.id, topicId: topic!.id, position: 0 });
  await db
    .update(articles)
    .set({ publishedAt: new Date('2026-11-20T00:30:00Z') })
    .where(eq(articles.id, first.id));
  await db
    .update(articles)
    .set({ publishedAt: new Date('2026-11-21T00:30:00Z') })
    .where(eq(articles.id, second.id));
  await db
    .insert(corrections)
    .values({ articleId: second.id, body: 'It was not so.', correctedAt: new Date('2026-11-22T00:30:00Z') });
  await db.insert(comments).values([
    {
      articleId: second.id,
      name: '독자 <1>',
      email: 'a@mail.example',
      body: 'Quite.\n\nSo & so.',
      state: 'approved',
      createdAt: new Date('2026-11-23T00:00:00Z'),
    },
    {
      articleId: second.id,
      name: 'Second',
      email: 'b@mail.example',
      body: 'Later.',
      state: 'approved',
      createdAt: new Date('2026-11-24T00:00:00Z'),
    },
    { articleId: second.id, name: 'Held', email: 'c@mail.example', body: 'Not yet.', state: 'held' },
  ]);
});

function mustBeInEachForm(feed: Feed): void {
  mustBeValid('rss', rssFeed(feed));
  mustBeValid('atom', atomFeed(feed));
  mustBeJsonFeed(jsonFeed(feed));
}

const address = () => `https://magazine.example/articles/${second.slug}`;
const headline = hostile.replace('\u0007', '');

describe('the feed of all, read by programs that nobody here wrote', () => {
  test('as RSS', async () => {
    const xml = rssFeed(await getSiteFeed('feed.xml'));
    mustBeValid('rss', xml);
    const feed = parseRssFeed(xml);
    expect(feed).toMatchObject({
      title: 'Rails & rivers',
      link: 'https://magazine.example/',
      language: 'en',
      lastBuildDate: 'Sun, 22 Nov 2026 09:30:00 +0900',
      atom: { links: [{ href: 'https://magazine.example/feed.xml', rel: 'self', type: 'application/rss+xml' }] },
    });
    expect(feed.items).toHaveLength(2);
    expect(feed.items![0]).toMatchObject({
      title: headline,
      link: address(),
      guid: { value: second.id, isPermaLink: false },
      pubDate: 'Sat, 21 Nov 2026 09:30:00 +0900',
      description: 'A "quoted" standfirst',
      categories: [{ name: headline }, { name: headline }],
      comments: `${address()}#comments`,
      dc: { creators: ['한소라 & Co'], languages: ['ko'] },
      wfw: { commentRss: `${address()}/comments.xml` },
      media: {
        contents: [
          {
            url: `https://magazine.example/media/${'a'.repeat(40)}.png`,
            type: 'image/png',
            medium: 'image',
            width: 800,
            height: 500,
            description: { value: 'North & south' },
            credits: [{ value: '그림' }],
          },
        ],
      },
    });
    const whole = feed.items![0]!.content!.encoded!;
    expect(whole).toContain('<p>The whole text &lt;/script&gt;.</p>');
    expect(whole).toContain(`<img src="https://magazine.example/media/${'a'.repeat(40)}.png"`);
    expect(whole).toContain('It was not so.');

    const other = await new RssParser().parseString(xml);
    expect(other.items.map(({ guid }) => guid)).toEqual([second.id, first.id]);
    expect(other.items[0]).toMatchObject({ title: headline, link: address(), isoDate: '2026-11-21T00:30:00.000Z' });
    expect(other.items[0]!['content:encoded']).toBe(whole);
  });

  test('as Atom', async () => {
    const xml = atomFeed(await getSiteFeed('atom.xml'));
    mustBeValid('atom', xml);
    const feed = parseAtomFeed(xml);
    expect(feed).toMatchObject({
      id: 'https://magazine.example/',
      title: { value: 'Rails & rivers' },
      updated: '2026-11-22T09:30:00+09:00',
      authors: [{ name: 'Rails & rivers' }],
    });
    expect(feed.links).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rel: 'self', href: 'https://magazine.example/atom.xml' }),
        expect.objectContaining({ rel: 'alternate', href: 'https://magazine.example/' }),
      ]),
    );
    const [entry] = feed.entries!;
    expect(entry).toMatchObject({
      id: `urn:uuid:${second.id}`,
      title: { value: headline },
      published: '2026-11-21T09:30:00+09:00',
      updated: '2026-11-22T09:30:00+09:00',
      authors: [{ name: '한소라 & Co', uri: 'https://magazine.example/authors/han-sora' }],
      categories: [{ term: headline }, { term: headline }],
    });
    expect(entry!.links!.map(({ rel }) => rel)).toEqual(['alternate', 'replies', 'enclosure']);
    expect((await new RssParser().parseString(xml)).items[0]).toMatchObject({ title: headline, link: address() });
  });

  test('as JSON Feed', async () => {
    const json = jsonFeed(await getSiteFeed('feed.json'));
    mustBeJsonFeed(json);
    const feed = parseJsonFeed(json);
    expect(feed).toMatchObject({
      title: 'Rails & rivers',
      home_page_url: 'https://magazine.example/',
      feed_url: 'https://magazine.example/feed.json',
      language: 'en',
    });
    expect(feed.items![0]).toMatchObject({
      id: second.id,
      url: address(),
      title: hostile,
      language: 'ko',
      image: `https://magazine.example/media/${'a'.repeat(40)}.png`,
      date_published: '2026-11-21T09:30:00+09:00',
      date_modified: '2026-11-22T09:30:00+09:00',
      authors: [{ name: '한소라 & Co', url: 'https://magazine.example/authors/han-sora' }],
    });
    expect(feed.items![0]!.content_html).toContain('The whole text');
    expect(feed.items![1]).not.toHaveProperty('date_modified');
  });
});

test('a section, topic, series and author have feeds of what stands there, under an id that outlives an address', async () => {
  for (const [kind, subject] of Object.entries(subjects)) {
    const feed = await getFeedOf(subject, 'atom.xml');
    expect(
      feed.items.map(({ id }) => id),
      kind,
    ).toEqual([second.id]);
    mustBeInEachForm(feed);
    expect(parseAtomFeed(atomFeed(feed)).id).toBe(`urn:uuid:${subject.id}`);
    expect(parseFeed(rssFeed(feed)).format).toBe('rss');
    expect(feed.self).toBe(`https://magazine.example${subject.path}/atom.xml`);
  }
});

test('comments are a feed, the newest first, and only what an editor has approved', async () => {
  const feed = await getCommentsFeed((await getArticle(second.slug))!);
  const xml = rssFeed(feed);
  mustBeValid('rss', xml);
  const read = parseRssFeed(xml);
  expect(read.items!.map(({ title }) => title)).toEqual(['Comment by Second', 'Comment by 독자 <1>']);
  expect(read.items![1]).toMatchObject({ content: { encoded: '<p>Quite.</p><p>So &amp; so.</p>' } });
  expect(read.items![1]!.link).toMatch(new RegExp(`^${address()}#comment-[0-9a-f-]{36}$`));
});

test('of very many comments a feed has the newest hundred', async () => {
  const article = (await getArticle(second.slug))!;
  await db.insert(comments).values(
    Array.from({ length: 103 }, (_, at) => ({
      articleId: second.id,
      name: `Reader ${at}`,
      email: 'd@mail.example',
      body: 'Yes.',
      state: 'approved' as const,
      createdAt: new Date(Date.UTC(2026, 10, 25, 0, at)),
    })),
  );
  const { items } = await getCommentsFeed(article);
  expect([items.length, items[0]!.title, items.at(-1)!.title]).toEqual([
    100,
    'Comment by Reader 102',
    'Comment by Reader 3',
  ]);
});

test('an empty feed is one all the same', async () => {
  const nobody = { ...subjects.topic!, id: '00000000-0000-4000-8000-000000000001' };
  const feed = await getFeedOf(nobody, 'feed.xml');
  mustBeInEachForm(feed);
  expect(rssFeed(feed)).not.toContain('lastBuildDate');
  expect(parseAtomFeed(atomFeed(feed)).updated).toMatch(/^1970-/);
  expect(parseJsonFeed(jsonFeed(feed)).items ?? []).toEqual([]);
});

test('a feed depends on all that it shows', async () => {
  const { noted } = await noting(() => getFeedOf(subjects.series!, 'feed.xml'));
  expect([...noted.tags]).toEqual(
    expect.arrayContaining([
      cacheTags.settings,
      cacheTags.articles,
      cacheTags.authors,
      cacheTags.sections,
      cacheTags.topics,
      cacheTags.series,
      cacheTags.article(second.id),
      cacheTags.picture('a'.repeat(40)),
    ]),
  );
});

test('the style sheet that makes a page of a feed is XML too', async () => {
  readXml(feedSheet({ ...(await getPublication()), name: 'Rails & <rivers>' }));
});
