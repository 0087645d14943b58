import type { Metadata } from 'next';
import { connection } from 'next/server';
import { MissingPage } from '#components/layout/missing-page';
import { siteWords } from '#lib/words/site';

export const metadata: Metadata = { title: siteWords.notFound.title, robots: { index: false } };

/** Drawn here for `server/`, which sends it with status 404: Next's own answer needs a script to be seen. */
export default async function NotFoundAddress() {
  await connection();
  return <MissingPage />;
}
