'use client';

import Link from 'next/link';
import { unstable_isUnrecognizedActionError, useRouter } from 'next/navigation';
import { type MouseEvent, useEffect, useState } from 'react';
import { AskedLine } from '#components/desk/editor/asked-line.client';
import { MoreMenu } from '#components/desk/editor/more-menu.client';
import { Approve } from '#components/desk/editor/operations/approve.client';
import { Delete } from '#components/desk/editor/operations/delete.client';
import { ExportLink } from '#components/desk/editor/operations/export-link.client';
import { HistoryLink } from '#components/desk/editor/operations/history-link.client';
import { PreviewBeside } from '#components/desk/editor/operations/preview-beside.client';
import { Publish } from '#components/desk/editor/operations/publish.client';
import { Return } from '#components/desk/editor/operations/return.client';
import { Schedule } from '#components/desk/editor/operations/schedule.client';
import { ScheduleTaking } from '#components/desk/editor/operations/schedule-taking.client';
import { SharePreview } from '#components/desk/editor/operations/share-preview.client';
import { Submit } from '#components/desk/editor/operations/submit.client';
import { Unpublish } from '#components/desk/editor/operations/unpublish.client';
import { Withdraw } from '#components/desk/editor/operations/withdraw.client';
import { SavingNote } from '#components/desk/editor/saving-note.client';
import { ScheduleNote } from '#components/desk/editor/schedule-note.client';
import { Button, buttonClass } from '#components/ui/button';
import type { CheckPlace, Finding } from '#lib/articles/checks/publish-check';
import { type ArticleStanding, canEdit, emptyWords, groupOf, type Words } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { idle } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { standingWords, editorWords as words } from '#lib/words/editor';
import type { OpenArticle } from './article-editor.client.tsx';
import { tellBarHeight } from './bar-height.ts';
import type { Operation, Perform, Performed } from './operations/operation.ts';
import type { WordsKeeper } from './words-keeper.ts';

type Props = {
  user: User;
  article: OpenArticle;
  keeper: WordsKeeper<Words>;
  timeZone: string;
  isReady: boolean;
  onCompare: () => void;
  onSignIn: () => void;
  /** Whether pictures are still on their way. */
  isBusy: () => boolean;
  onRefused: (fields: Record<string, string>) => void;
  check: () => Promise<Finding[]>;
  onGo: (where: CheckPlace) => void;
  onPublished: (slug: string) => void;
};

/** Where the article stands, whether it is saved, and what this person may do with it. */
export function ArticleBar(props: Props) {
  const { user, article, keeper, timeZone, isReady, isBusy, onCompare, onSignIn, onRefused, onPublished, check, onGo } =
    props;
  const { state } = keeper;
  const router = useRouter();
  const [working, setWorking] = useState(false);
  const [said, setSaid] = useState<{ text: string; isBad?: boolean }>();
  const { id, publicSlug } = article;
  const off = !isReady;
  // What this page was drawn with may be older than what was saved on it since.
  const isAllPublic =
    article.standing.isPublic &&
    article.publishedRevisionId === article.revisionId &&
    article.version === keeper.version &&
    !keeper.isUnsaved();
  const hasChanged =
    article.state === 'published' ? !isAllPublic : article.version !== keeper.version || keeper.isUnsaved();
  const standing: ArticleStanding =
    ['published', 'approved', 'scheduled'].includes(article.state) && hasChanged
      ? { ...article.standing, state: 'draft' }
      : article.standing;
  useEffect(() => {
    if (state.is === 'saving' && !working) setSaid(undefined);
  }, [state.is, working]);

  const perform: Perform = async (action, fields, done, onDone) => {
    const refuse = (error: string, fields: Record<string, string> = {}): Performed => {
      const ofWords = Object.entries(fields).filter(([name]) => name in emptyWords);
      setSaid({ text: error, isBad: true });
      onRefused(Object.fromEntries(ofWords));
      return { stays: ofWords.length === 0, error, fields }; // what is wrong with the words is shown beside them
    };
    if (working) return { stays: true, fields: {} }; // not by `disabled`, which would take the focus away
    if (isBusy()) return refuse(words.picturesOnTheirWay);
    setWorking(true);
    setSaid(undefined);
    try {
      if (!(await keeper.save())) return refuse(words.notSavedFirst);
      const data = new FormData();
      for (const [name, value] of Object.entries({ id, version: String(keeper.version), ...fields }))
        data.set(name, value);
      const answer = await action(idle, data);
      if (answer.status === 'failed') {
        if (answer.isSignedOut) onSignIn();
        return refuse(answer.message, answer.fields);
      }
      if (answer.status === 'done') {
        if (done) setSaid({ text: done });
        onRefused({});
        onDone?.(answer.result);
        router.refresh();
      }
      return { stays: false, fields: {} };
    } catch (error) {
      return refuse(unstable_isUnrecognizedActionError(error) ? words.olderPage : words.noAnswer);
    } finally {
      setWorking(false);
    }
  };

  /** The preview shows what is saved: what was typed since is saved first. */
  const preview = async (event: MouseEvent) => {
    if (!keeper.isUnsaved()) return;
    event.preventDefault();
    const tab = window.open('about:blank', '_blank');
    if (await keeper.save()) tab?.location.replace(paths.desk.preview(id));
    else tab?.close();
  };

  const operation: Operation = { user, article, standing, keeper, off, working, perform };
  // The version on the screen is the one that is scheduled.
  const isScheduled =
    article.scheduledRevisionId === article.revisionId && article.version === keeper.version && !keeper.isUnsaved();

  return (
    <>
      <header ref={tellBarHeight} className="editor-bar">
        <div className="editor-bar-row" aria-busy={working}>
          <Link href={paths.desk.articles} className="editor-back" prefetch={false}>
            {words.backToList}
          </Link>
          <span className="tag">{standingWords[groupOf(standing)]}</span>
          <AskedLine user={user} article={article} timeZone={timeZone} />
          <SavingNote state={state} timeZone={timeZone} onCompare={onCompare} onSignIn={onSignIn} />
          <div className="editor-bar-buttons">
            {publicSlug && standing.isPublic && (
              <a
                className={buttonClass({ variant: 'quiet', small: true })}
                href={paths.article(publicSlug)}
                target="_blank"
                rel="noreferrer"
              >
                {words.viewPublished}
              </a>
            )}
            <a
              className={buttonClass({ variant: 'quiet', small: true })}
              href={paths.desk.preview(id)}
              target="_blank"
              rel="noreferrer"
              onClick={preview}
            >
              {words.preview}
            </a>
            <PreviewBeside {...operation} />
            {canEdit(user, standing) && (
              <Button variant="quiet" small disabled={off} aria-keyshortcuts="Control+S" onClick={() => keeper.save()}>
                {words.save}
              </Button>
            )}
            <Submit {...operation} />
            <Withdraw {...operation} />
            <Return {...operation} />
            <Approve {...operation} />
            <Schedule
              {...operation}
              isSettled={isAllPublic || isScheduled}
              timeZone={timeZone}
              check={check}
              onGo={onGo}
            />
            <Publish {...operation} isAllPublic={isAllPublic} onPublished={onPublished} check={check} onGo={onGo} />
            <MoreMenu>
              <HistoryLink id={id} />
              <SharePreview {...operation} timeZone={timeZone} />
              {(['html', 'markdown'] as const).map((as) => (
                <ExportLink key={as} id={id} as={as} isUnsaved={() => keeper.isUnsaved()} save={() => keeper.save()} />
              ))}
              <ScheduleTaking {...operation} timeZone={timeZone} />
              <Unpublish {...operation} />
              <Delete {...operation} />
            </MoreMenu>
          </div>
        </div>
        {said && (
          <p className={said.isBad ? 'note note-bad' : 'note'} role={said.isBad ? 'alert' : 'status'}>
            {said.text}
          </p>
        )}
      </header>
      <ScheduleNote {...operation} timeZone={timeZone} isNewerWritten={!isScheduled} />
    </>
  );
}
