import type { ArticleOnPage } from '#lib/articles/queries';
import { emptyBody } from '#lib/body/body';

/** An article as its page gets it, for tests of what is made of one; `changes` is what the test is about. */
export const articleOnPage = (changes: Partial<ArticleOnPage> = {}): ArticleOnPage => ({
  id: '00000000-0000-4000-8000-000000000001',
  slug: '평양의-여름',
  headline: 'Rails & <rivers> “한강”',
  standfirst: 'A standfirst',
  description: 'A standfirst',
  language: 'en',
  section: { slug: 'economy', name: 'Economy & trade', hangulName: null },
  authors: [{ handle: 'han-sora', name: 'Han Sora', hangulName: '한소라', bio: '', picture: null }],
  publishedAt: new Date('2026-11-21T00:30:00Z'),
  republishedAt: new Date('2026-11-22T00:30:00Z'),
  minutes: 1,
  topics: [],
  series: null,
  translationOf: null,
  canonicalUrl: '',
  shareHeadline: '',
  shareText: '',
  commenting: 'open',
  pictures: {},
  body: emptyBody,
  ...changes,
});
