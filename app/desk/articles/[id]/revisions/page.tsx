import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { z } from 'zod';
import { Comparison } from '#components/desk/comparison/comparison';
import { HistoryList } from '#components/desk/history/history-list';
import { RevisionActions } from '#components/desk/history/revision-actions.client';
import { RevisionChoice } from '#components/desk/history/revision-choice';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { buttonClass } from '#components/ui/button';
import { getComparison, getHistory, listRevisionChoices } from '#lib/articles/revisions/queries';
import { canEdit } from '#lib/articles/rules';
import { requireUser } from '#lib/auth/current-user';
import { formatMoment } from '#lib/dates';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { editorWords } from '#lib/words/editor';
import { comparisonWords, historyWords as words } from '#lib/words/revisions';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: words.history };

const uuid = z.uuid();
const query = z.object({
  /** Number of the newest revision on this page of the list. */
  newest: z.coerce.number().int().min(1).max(1_000_000).nullable().catch(null),
  /** The revision that is shown, and what it is compared with; without, the newest and the one before. */
  to: z.string().optional().catch(''),
  from: z
    .string()
    .optional()
    .catch('')
    .transform((from) => from || undefined), // 'the version before it' among the choices
});

/** What became of an article: its revisions, what happened between, and how any two of them differ. */
export default async function RevisionsPage({ params, searchParams }: Props) {
  await connection();
  const user = await requireUser();
  const { id } = await params;
  const { newest, to, from } = query.parse({ newest: null, ...(await searchParams) });
  const [history, publication] = await Promise.all([
    uuid.safeParse(id).success ? getHistory(user, id, newest) : null,
    getPublication(),
  ]);
  if (!history) notFound();
  const { article } = history;
  const place = { timeZone: publication.timeZone, language: 'en' };
  const chosen = to ?? history.revisions[0]?.id ?? '';
  const isKnown = uuid.safeParse(chosen).success && (from === undefined || uuid.safeParse(from).success);
  const [compared, choices] = await Promise.all([
    isKnown ? getComparison(user, id, chosen, from) : null,
    listRevisionChoices(user, id),
  ]);
  const headline = article.headline || editorWords.untitled;
  return (
    <>
      <PageHead title={words.title(headline)} lead={words.lead}>
        <Link className={buttonClass({ variant: 'quiet' })} href={paths.desk.article(id)} prefetch={false}>
          {words.back}
        </Link>
      </PageHead>
      <div className="history">
        <HistoryList history={history} shown={compared?.later.id} place={place} now={new Date()} />
        <section className="history-shown" id="shown" aria-labelledby="shown-title" tabIndex={-1}>
          {compared ? (
            <>
              <h2 id="shown-title">{nameOf(compared.later)}</h2>
              <p className="row-meta">
                {[compared.later.by ?? words.somebody, formatMoment(compared.later.savedAt, place)].join(', ')}
              </p>
              <RevisionActions
                articleId={id}
                revision={{ id: compared.later.id, name: compared.later.name ?? '' }}
                isDraft={compared.later.id === article.draftRevisionId}
                isOpen={canEdit(user, article.standing)}
              />
              <RevisionChoice
                articleId={id}
                newest={newest}
                shown={compared.later.id}
                earlier={from && compared.earlier ? compared.earlier.id : null}
                choices={choices.map((choice) => ({ ...choice, at: formatMoment(choice.savedAt, place) }))}
              />
              {compared.comparison ? (
                <>
                  {!compared.comparison.isSame && (
                    <p className="row-meta">
                      {comparisonWords.size(compared.comparison.added, compared.comparison.removed)}
                    </p>
                  )}
                  <Comparison comparison={compared.comparison} language={compared.later.language} />
                </>
              ) : (
                <EmptyState>{words.first}</EmptyState>
              )}
            </>
          ) : (
            <>
              <h2 id="shown-title">{comparisonWords.compared}</h2>
              <p className="note note-bad" role="alert">
                {words.gone}
              </p>
            </>
          )}
        </section>
      </div>
    </>
  );
}

const nameOf = ({ number, name }: { number: number; name: string | null }): string =>
  name ? words.versionNamed(number, name) : words.version(number);
