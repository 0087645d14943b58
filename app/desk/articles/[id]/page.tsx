import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { z } from 'zod';
import { BringBack } from '#components/desk/articles/bring-back.client';
import { ArticleEditor } from '#components/desk/editor/article-editor.client';
import { PageHead } from '#components/desk/page-head';
import { getArticleForDesk, listChoicesForDesk } from '#lib/articles/desk-queries';
import { listNotes } from '#lib/articles/review/note-queries';
import { deletedForGoodAt } from '#lib/articles/rules';
import { requireUser } from '#lib/auth/current-user';
import { listCorrectionsForDesk } from '#lib/corrections/queries';
import { dayIn, formatDay } from '#lib/dates';
import { getPublication } from '#lib/settings/queries';
import { editorWords } from '#lib/words/editor';
import { listWords } from '#lib/words/lists';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const article = await articleAt(params);
  return { title: article?.headline || editorWords.untitled };
}

export default async function ArticlePage({ params }: Props) {
  const article = await articleAt(params);
  if (!article) notFound();
  const user = await requireUser();
  if (article.removedAt) {
    const { timeZone } = await getPublication();
    const goes = formatDay(deletedForGoodAt(article.removedAt), { timeZone, language: 'en' });
    return (
      <>
        <PageHead title={article.headline || editorWords.untitled} lead={listWords.inTrash(goes)} />
        <BringBack id={article.id} />
      </>
    );
  }
  const [choices, threads, corrected, { timeZone }] = await Promise.all([
    listChoicesForDesk(user),
    listNotes(user, article.id),
    listCorrectionsForDesk(user, article.id),
    getPublication(),
  ]);
  const corrections = corrected.map(({ id, body, isPending, correctedAt }) => ({
    id,
    body,
    isPending,
    day: dayIn(correctedAt, timeZone),
    when: formatDay(correctedAt, { timeZone, language: 'en' }),
  }));
  return (
    <ArticleEditor
      key={article.id}
      user={user}
      article={{ ...article, corrections, today: dayIn(new Date(), timeZone) }}
      threads={threads ?? []}
      choices={choices}
      timeZone={timeZone}
    />
  );
}

async function articleAt(params: Props['params']) {
  await connection();
  const { id } = await params;
  const user = await requireUser();
  return z.uuid().safeParse(id).success ? getArticleForDesk(user, id) : null;
}
