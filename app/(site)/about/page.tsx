import type { Metadata } from 'next';
import { connection } from 'next/server';
import { StandingPage } from '#components/layout/standing-page';
import { excerpt } from '#lib/body/rules';
import { pageMetadata } from '#lib/page-metadata';
import { getPage } from '#lib/pages/queries';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { home } from '#lib/share-images/mutations';
import { getShareImage } from '#lib/share-images/queries';
import { siteWords } from '#lib/words/site';

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const [publication, { body }] = await Promise.all([getPublication(), getPage('about')]);
  return pageMetadata(publication, {
    title: siteWords.about,
    description: excerpt(body),
    path: paths.about,
    image: await getShareImage(home),
  });
}

export default async function AboutPage() {
  await connection();
  return <StandingPage name="about" title={siteWords.about} />;
}
