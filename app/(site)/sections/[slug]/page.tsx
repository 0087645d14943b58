import type { Metadata } from 'next';
import { notFound, permanentRedirect } from 'next/navigation';
import { connection } from 'next/server';
import { ArticleList } from '#components/articles/article-list';
import { PageFrame } from '#components/layout/page-frame';
import { MixedText } from '#components/ui/mixed-text';
import { listArticlesOfSection } from '#lib/articles/queries';
import { hasFollowed, type ReceiptQuery } from '#lib/forms/receipts';
import { pageMetadata } from '#lib/page-metadata';
import { paths } from '#lib/paths';
import { canonicalName, textParam } from '#lib/route-params';
import { getSection } from '#lib/sections/queries';
import { getPublication } from '#lib/settings/queries';
import { siteWords } from '#lib/words/site';

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<ReceiptQuery> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await connection(); // a build has no database
  const [section, publication] = await Promise.all([sectionAt((await params).slug), getPublication()]);
  return pageMetadata(publication, {
    title: section.name,
    description: section.description || `${section.name} · ${publication.name}`,
    path: paths.section(section.slug),
  });
}

export default async function SectionPage({ params, searchParams }: Props) {
  await connection(); // a build has no database
  const section = await sectionAt((await params).slug);
  const [publication, articles] = await Promise.all([getPublication(), listArticlesOfSection(section.id)]);
  return (
    <PageFrame
      followFrom={paths.section(section.slug)}
      hasFollowed={hasFollowed(await searchParams)}
      headlines={articles.map((article) => article.headline)}
    >
      <header className="page-head">
        <h1>
          <MixedText text={section.name} language={publication.language} />{' '}
          {section.hangulName && (
            <span lang="ko" className="beside">
              {section.hangulName}
            </span>
          )}
        </h1>
        {section.description && (
          <p className="standfirst">
            <MixedText text={section.description} language={publication.language} />
          </p>
        )}
      </header>
      {articles.length > 0 ? (
        <ArticleList articles={articles} place={publication} withByline />
      ) : (
        <p className="quiet on-axis">{siteWords.section.empty}</p>
      )}
    </PageFrame>
  );
}

async function sectionAt(asked: string) {
  const spelled = textParam(asked) ?? notFound();
  const slug = canonicalName(spelled);
  const section = (await getSection(slug)) ?? notFound();
  return spelled === slug ? section : permanentRedirect(paths.section(slug));
}
