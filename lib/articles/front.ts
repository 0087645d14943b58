import type { GroupInList } from '#lib/groups/queries';
import type { ArticleInList } from './queries.ts';

export type FrontColumn = {
  /** Null for articles that belong to no section. */
  section: GroupInList | null;
  articles: ArticleInList[];
  hasMore: boolean;
};
export type Front = { lead: ArticleInList; seconds: ArticleInList[]; columns: FrontColumn[] };

const mostSeconds = 3;
const mostInColumn = 5;
/** The lead is the newest that has a picture, when one of the newest few has: a front page wants one. */
const leadAmong = 3;

/**
 * Arranges articles, newest first, as a newspaper would: a lead, up to three seconds, the rest by section. Nothing stands
 * there twice. With few articles, fewer are seconds, so that no section is left with a lonely line. Needs at least one.
 */
export function arrangeFront(articles: ArticleInList[], sections: GroupInList[]): Front {
  const leadAt = Math.max(
    0,
    articles.slice(0, leadAmong).findIndex((article) => article.picture !== null),
  );
  const lead = articles[leadAt]!;
  const others = articles.filter((article) => article !== lead);
  const seconds = others.slice(0, mostSeconds);
  const rest = others.slice(mostSeconds);
  const of = (slug: string | null) => rest.filter((article) => (article.section?.slug ?? null) === slug);
  const column = (section: GroupInList | null): FrontColumn => {
    const all = of(section?.slug ?? null);
    return { section, articles: all.slice(0, mostInColumn), hasMore: all.length > mostInColumn };
  };
  return {
    lead,
    seconds,
    columns: [...sections, null].map(column).filter(({ articles: inColumn }) => inColumn.length > 0),
  };
}

/** All that stands on a front page. */
export const articlesOn = ({ lead, seconds, columns }: Front): ArticleInList[] => [
  lead,
  ...seconds,
  ...columns.flatMap((column) => column.articles),
];
