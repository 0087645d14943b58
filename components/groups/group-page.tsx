import { ArticleList } from '#components/articles/article-list';
import { PageFrame } from '#components/layout/page-frame';
import { MixedText } from '#components/ui/mixed-text';
import { listArticlesOfGroup } from '#lib/articles/queries';
import type { GroupInList } from '#lib/groups/queries';
import type { GroupKind } from '#lib/groups/rules';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { kindWords, groupSiteWords as words } from '#lib/words/groups';

type Props = { kind: GroupKind; group: Omit<GroupInList, 'hasArticles'>; hasFollowed: boolean };

/** What stands in a section, on a topic, or in a series: the newest first, a series in its order with numbers. */
export async function GroupPage({ kind, group, hasFollowed }: Props) {
  const [publication, articles] = await Promise.all([getPublication(), listArticlesOfGroup(kind, group.id)]);
  return (
    <PageFrame
      followFrom={paths[kind](group.slug)}
      hasFollowed={hasFollowed}
      headlines={articles.map((article) => article.headline)}
    >
      <header className="page-head">
        {kind !== 'section' && (
          <p className="meta page-kind">{kind === 'topic' ? words.topic : words.seriesOf(articles.length)}</p>
        )}
        <h1>
          <MixedText text={group.name} language={publication.language} />{' '}
          {group.hangulName && (
            <span lang="ko" className="beside">
              {group.hangulName}
            </span>
          )}
        </h1>
        {group.description && (
          <p className="standfirst">
            <MixedText text={group.description} language={publication.language} />
          </p>
        )}
      </header>
      {articles.length > 0 ? (
        <ArticleList
          articles={articles}
          place={publication}
          withByline
          withSection={kind !== 'section'}
          isNumbered={kind === 'series'}
        />
      ) : (
        <p className="quiet on-axis">{kindWords[kind].noneLive}</p>
      )}
    </PageFrame>
  );
}
