import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { ArticleList, changeMany } from '#components/desk/articles/article-list.client';
import { ArticleRow } from '#components/desk/articles/article-row';
import { BringBack } from '#components/desk/articles/bring-back.client';
import { ImportButton } from '#components/desk/articles/import-button.client';
import { ListFilters } from '#components/desk/articles/list-filters.client';
import { ListPages } from '#components/desk/articles/list-pages';
import { ListParts } from '#components/desk/articles/list-parts';
import { type RowChange, RowMenu } from '#components/desk/articles/row-menu.client';
import { NewArticleButton } from '#components/desk/new-article-button.client';
import { EmptyState, PageHead } from '#components/desk/page-head';
import {
  type ArticleInDeskList,
  type ListChoices,
  listArticlesForDesk,
  listFilterChoices,
} from '#lib/articles/lists/queries';
import { isNarrowed, type ListFilter, listAddress, listFilterOf } from '#lib/articles/lists/rules';
import { canDelete, canDeleteForGood, canDuplicate, canUnpublish, canUnpublishAndDelete } from '#lib/articles/rules';
import { requireUser } from '#lib/auth/current-user';
import { hasRole, type User } from '#lib/auth/roles';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { editorWords } from '#lib/words/editor';
import { listWords as words } from '#lib/words/lists';

export const metadata: Metadata = { title: words.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The articles that this person may see, searched, narrowed and leafed through by the address. */
export default async function ArticlesPage({ searchParams }: Props) {
  await connection();
  const params = await searchParams;
  const user = await requireUser();
  const [choices, publication] = await Promise.all([listFilterChoices(user), getPublication()]);
  const filter = amongChoices(listFilterOf(params), choices);
  const list = await listArticlesForDesk(user, filter);
  if (filter.page > list.pages) redirect(listAddress(filter, { page: list.pages }));
  const now = new Date();
  return (
    <>
      <PageHead title={words.title}>
        <ImportButton />
        <NewArticleButton />
      </PageHead>
      {typeof params.deleted === 'string' && <BringBack id={params.deleted} said={editorWords.deleted} />}
      <ListFilters filter={filter} choices={choices} seesAll={hasRole(user, 'editor')} />
      <ListParts filter={filter} counts={list.counts} all={list.all} />
      <p className="list-found" role="status">
        {isNarrowed(filter) && list.total > 0 && words.found(list.total, filter.q)}
      </p>
      {list.rows.length === 0 && <Nothing filter={filter} total={list.all + (list.counts.trash ?? 0)} />}
      {/* there before it has rows: it says what became of the last one */}
      <ArticleList
        permalink={listAddress(filter, { page: filter.page })}
        isTrash={filter.state === 'trash'}
        choices={choices}
        may={{
          assign: hasRole(user, 'author'),
          unpublish: hasRole(user, 'author'),
          deleteForGood: canDeleteForGood(user),
        }}
      >
        {list.rows.map((article) => (
          <ArticleRow
            key={article.id}
            article={article}
            place={publication}
            now={now}
            mark={
              <input
                type="checkbox"
                className="row-check"
                name="id"
                value={article.id}
                form={changeMany}
                aria-label={words.select(article.headline || words.untitled)}
              />
            }
            menu={
              <RowMenu
                id={article.id}
                headline={article.headline}
                publicSlug={article.isPublic ? article.slug : null}
                mayDuplicate={!article.removedAt && canDuplicate(user, article.standing)}
                changes={changesFor(user, article)}
              />
            }
          />
        ))}
      </ArticleList>
      <ListPages filter={filter} total={list.total} pages={list.pages} />
    </>
  );
}

/** What this person may do with one article from its row. */
function changesFor(user: User, { removedAt, standing }: ArticleInDeskList): RowChange[] {
  const all: [isAllowed: boolean, RowChange][] = removedAt
    ? [
        [canDelete(user, standing), 'restore'],
        [canDeleteForGood(user), 'delete'],
      ]
    : [
        [canUnpublish(user, standing), 'unpublish'],
        [canDelete(user, standing), 'trash'],
        [canUnpublishAndDelete(user, standing), 'unpublish-trash'],
      ];
  return all.flatMap(([isAllowed, change]) => (isAllowed ? change : []));
}

/** Without a section, author, topic or series that is not there, or not any more. */
function amongChoices(filter: ListFilter, { sections, authors, topics, series }: ListChoices): ListFilter {
  const known = (choices: { slug: string }[], slug: string | null) =>
    choices.some((choice) => choice.slug === slug) ? slug : null;
  return {
    ...filter,
    section: known(sections, filter.section),
    author: known(authors, filter.author),
    topic: known(topics, filter.topic),
    series: known(series, filter.series),
  };
}

/** Why the list is empty, and the way out. `total` are found in all parts of the list together. */
function Nothing({ filter, total }: { filter: ListFilter; total: number }) {
  if (!isNarrowed(filter)) {
    if (filter.state === 'trash') return <EmptyState>{words.trashEmpty}</EmptyState>;
    if (!filter.state) return <EmptyState>{words.nothing}</EmptyState>;
  }
  return (
    <EmptyState>
      {filter.state ? words.noneInPart(words.partNames[filter.state]) : words.noMatch}{' '}
      {filter.state && isNarrowed(filter) && total > 0 && (
        <>
          <Link href={listAddress(filter, { state: null })}>{words.elsewhere(total)}</Link>
          {' · '}
        </>
      )}
      <Link href={paths.desk.articles}>{words.showAll}</Link>
    </EmptyState>
  );
}
