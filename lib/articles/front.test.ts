import { expect, it } from 'vitest';
import { arrangeFront, articlesOn } from './front.ts';
import type { ArticleInList } from './queries.ts';

const sections = ['politics', 'culture', 'empty'].map((slug) => ({
  id: slug,
  slug,
  name: slug,
  hangulName: null,
  description: '',
  hasArticles: slug !== 'empty',
}));
const picture = { src: '/media/x.jpg', width: 3, height: 2, alt: '' };
const article = (id: number, section: string | null, withPicture = false): ArticleInList => ({
  id: String(id),
  slug: String(id),
  headline: '',
  standfirst: '',
  opening: '',
  language: 'en',
  section: section ? { slug: section, name: section, hangulName: null } : null,
  authors: [],
  publishedAt: new Date(),
  minutes: 1,
  picture: withPicture ? picture : null,
});
const idsOf = (articles: ArticleInList[]) => articles.map(({ id }) => id);

it('leads with the newest, or with a picture that is nearly as new', () => {
  expect(arrangeFront([article(1, null), article(2, null)], sections).lead.id).toBe('1');
  expect(arrangeFront([article(1, null), article(2, null, true)], sections).lead.id).toBe('2');
  const late = [1, 2, 3, 4].map((id) => article(id, null, id === 4));
  expect(arrangeFront(late, sections).lead.id).toBe('1');
});

it('shows nothing twice and nothing not at all, up to a column’s length', () => {
  const articles = Array.from({ length: 12 }, (_, id) => article(id, ['politics', 'culture', null][id % 3] ?? null));
  const front = arrangeFront(articles, sections);
  expect(new Set(idsOf(articlesOn(front))).size).toBe(12);
  const { columns } = front;
  expect(columns.map((column) => column.section?.slug ?? null)).toEqual(['politics', 'culture', null]);
  expect(columns.every((column) => !column.hasMore)).toBe(true);
});

it('ends a long column with a way to the rest', () => {
  const articles = Array.from({ length: 30 }, (_, id) => article(id, 'politics'));
  const [column] = arrangeFront(articles, sections).columns;
  expect(column).toMatchObject({ hasMore: true });
  expect(column?.articles).toHaveLength(5);
});

it('needs no more than one article', () => {
  expect(arrangeFront([article(1, 'politics')], sections)).toMatchObject({ seconds: [], columns: [] });
});
