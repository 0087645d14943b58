import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ArticlePreview } from '#components/articles/article-preview';
import { PageFrame } from '#components/layout/page-frame';
import { PlainMessage } from '#components/layout/plain-message';
import { Moment } from '#components/ui/moment';
import { listCorrections } from '#lib/corrections/queries';
import { getPreview } from '#lib/previews/queries';
import { answerWith } from '#lib/request-context';
import { textParam } from '#lib/route-params';
import { getPublication } from '#lib/settings/queries';
import { previewWords as words } from '#lib/words/previews';

export const metadata: Metadata = {
  title: words.notPublished,
  robots: { index: false, follow: false, noarchive: true },
  referrer: 'no-referrer',
};

/**
 * One revision of an article for whoever has the link, drawn as readers would see it. Nothing of it can be answered, shared
 * or followed. A link that is wrong, revoked or over is 404, whichever it was.
 */
export default async function SharedPreviewPage({ params }: { params: Promise<{ token: string }> }) {
  await connection();
  const token = textParam((await params).token);
  const [publication, preview] = await Promise.all([getPublication(), token === null ? null : getPreview(token)]);
  if (!preview) {
    answerWith(404);
    return (
      <PageFrame>
        <div className="plain">
          <PlainMessage title={words.endedTitle}>{words.ended}</PlainMessage>
        </div>
      </PageFrame>
    );
  }
  const { article, expiresAt } = preview;
  return (
    <>
      <aside className="preview-bar">
        <strong>{words.notPublished}</strong>
        <span>
          {words.endsOn} <Moment at={expiresAt} place={publication} withTime />
        </span>
      </aside>
      <ArticlePreview article={article} corrections={await listCorrections(article.id)} />
    </>
  );
}
