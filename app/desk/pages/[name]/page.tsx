import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { PageEditor } from '#components/desk/editor/page-editor.client';
import { Forbidden } from '#components/desk/forbidden';
import { requireUser } from '#lib/auth/current-user';
import { getPageForDesk } from '#lib/pages/desk-queries';
import { isPageName } from '#lib/pages/rules';
import { getPublication } from '#lib/settings/queries';
import { editorWords } from '#lib/words/editor';

type Props = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await params;
  return { title: isPageName(name) ? editorWords.pageTitles[name] : undefined };
}

export default async function EditPage({ params }: Props) {
  await connection();
  const { name } = await params;
  if (!isPageName(name)) notFound();
  const user = await requireUser();
  const [page, { language, timeZone }] = await Promise.all([getPageForDesk(user, name), getPublication()]);
  if (!page) return <Forbidden user={user} />;
  return <PageEditor key={name} userId={user.id} {...page} language={language} timeZone={timeZone} />;
}
