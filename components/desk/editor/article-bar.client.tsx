'use client';

import Link from 'next/link';
import { unstable_isUnrecognizedActionError, useRouter } from 'next/navigation';
import { type MouseEvent, useEffect, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { SavingNote } from '#components/desk/editor/saving-note.client';
import { Button, buttonClass } from '#components/ui/button';
import {
  deleteDraftAction,
  publishArticleAction,
  returnArticleAction,
  submitArticleAction,
  unpublishArticleAction,
  withdrawArticleAction,
} from '#lib/articles/actions';
import {
  type ArticleStanding,
  canDelete,
  canEdit,
  canPublish,
  canReturn,
  canSubmit,
  canUnpublish,
  canWithdraw,
  groupOf,
  type Words,
} from '#lib/articles/rules';
import { hasRole, type User } from '#lib/auth/roles';
import { type FormState, idle } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { standingWords, editorWords as words } from '#lib/words/editor';
import type { OpenArticle } from './article-editor.client.tsx';
import { tellBarHeight } from './bar-height.ts';
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
  onPublished: (slug: string) => void;
};
type Question = 'submit' | 'return' | 'unpublish' | 'delete';

/** Where the article stands, whether it is saved, and what this person may do with it. */
export function ArticleBar(props: Props) {
  const { user, article, keeper, timeZone, isReady, isBusy, onCompare, onSignIn, onRefused, onPublished } = props;
  const { state } = keeper;
  const router = useRouter();
  const [question, setQuestion] = useState<Question>();
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
  const standing: ArticleStanding =
    article.state === 'published' && !isAllPublic ? { ...article.standing, state: 'draft' } : article.standing;
  useEffect(() => {
    if (state.is === 'saving' && !working) setSaid(undefined);
  }, [state.is, working]);

  /** Saves what is typed, does what was asked with that version, says what became of it. */
  async function perform<Result>(
    action: (previous: FormState<Result>, data: FormData) => Promise<FormState<Result>>,
    fields: Record<string, string>,
    done: string,
    onDone?: (result: Result) => void,
  ) {
    if (working) return; // not by `disabled`, which would take the focus away
    if (isBusy()) return setSaid({ text: words.picturesOnTheirWay, isBad: true });
    setWorking(true);
    setSaid(undefined);
    try {
      if (!(await keeper.save())) return setQuestion(undefined);
      const data = new FormData();
      for (const [name, value] of Object.entries({ id, version: String(keeper.version), ...fields }))
        data.set(name, value);
      const answer = await action(idle, data);
      if (answer.status === 'done') {
        setQuestion(undefined);
        setSaid({ text: done });
        onRefused({});
        onDone?.(answer.result);
        router.refresh();
      } else if (answer.status === 'failed') {
        setSaid({ text: answer.message, isBad: true });
        if (!('note' in answer.fields)) setQuestion(undefined);
        onRefused(answer.fields);
      }
    } catch (error) {
      const text = unstable_isUnrecognizedActionError(error) ? words.olderPage : words.noAnswer;
      setSaid({ text, isBad: true });
    } finally {
      setWorking(false);
    }
  }

  /** The preview shows what is saved: what was typed since is saved first. */
  const preview = async (event: MouseEvent) => {
    if (!keeper.isUnsaved()) return;
    event.preventDefault();
    const tab = window.open('about:blank', '_blank');
    if (await keeper.save()) tab?.location.replace(paths.desk.preview(id));
    else tab?.close();
  };

  const publish = () =>
    perform(publishArticleAction, {}, standing.isPublic ? words.changesPublished : words.published, ({ slug }) =>
      onPublished(slug),
    );
  const mayPublish = canPublish(user, standing);
  const isSubmitMain = canSubmit(user, standing) && !mayPublish;

  return (
    <header ref={tellBarHeight} className="editor-bar">
      <div className="editor-bar-row" aria-busy={working}>
        <Link href={paths.desk.articles} className="editor-back" prefetch={false}>
          {words.backToList}
        </Link>
        <span className="tag">{standingWords[groupOf(standing)]}</span>
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
          {canEdit(user, standing) && (
            <Button variant="quiet" small disabled={off} aria-keyshortcuts="Control+S" onClick={() => keeper.save()}>
              {words.save}
            </Button>
          )}
          {isSubmitMain && (
            <Button small disabled={off} onClick={() => setQuestion('submit')}>
              {words.submit}
            </Button>
          )}
          {canWithdraw(user, standing) && (
            <Button
              variant="quiet"
              small
              disabled={off}
              onClick={() => perform(withdrawArticleAction, {}, words.withdrawn)}
            >
              {words.withdraw}
            </Button>
          )}
          {canReturn(user, standing) && (
            <Button variant="quiet" small disabled={off} onClick={() => setQuestion('return')}>
              {words.return}
            </Button>
          )}
          {mayPublish && (
            <Button small disabled={off || (isAllPublic && state.is === 'saved')} onClick={publish}>
              {standing.isPublic ? words.publishChanges : words.publish}
            </Button>
          )}
        </div>
        <div className="editor-bar-more">
          {canSubmit(user, standing) && !isSubmitMain && !hasRole(user, 'editor') && (
            <Button variant="quiet" small disabled={off} onClick={() => setQuestion('submit')}>
              {words.submit}
            </Button>
          )}
          {canUnpublish(user, standing) && (
            <Button variant="danger" small disabled={off} onClick={() => setQuestion('unpublish')}>
              {words.unpublish}
            </Button>
          )}
          {canDelete(user, standing) && (
            <Button variant="danger" small disabled={off} onClick={() => setQuestion('delete')}>
              {words.deleteDraft}
            </Button>
          )}
        </div>
      </div>
      {said && (
        <p className={said.isBad ? 'note note-bad' : 'note'} role={said.isBad ? 'alert' : 'status'}>
          {said.text}
        </p>
      )}
      {question === 'submit' && (
        <NoteDialog
          title={words.submitTitle}
          text={words.submitText}
          label={words.submitNote}
          confirm={words.submit}
          busy={working}
          onConfirm={(note) => perform(submitArticleAction, { note }, words.submitted)}
          onClose={() => setQuestion(undefined)}
        />
      )}
      {question === 'return' && (
        <NoteDialog
          title={words.returnTitle}
          text={words.returnText}
          label={words.returnNote}
          confirm={words.return}
          required
          busy={working}
          onConfirm={(note) => perform(returnArticleAction, { note }, words.returned)}
          onClose={() => setQuestion(undefined)}
        />
      )}
      {question === 'unpublish' && (
        <EditorDialog
          title={words.unpublishTitle}
          text={words.unpublishText}
          confirm={words.unpublish}
          busy={working}
          onConfirm={() => perform(unpublishArticleAction, {}, words.unpublished)}
          onClose={() => setQuestion(undefined)}
        />
      )}
      {question === 'delete' && (
        <EditorDialog
          title={words.deleteTitle}
          text={words.deleteText}
          confirm={words.deleteDraft}
          busy={working}
          onConfirm={() =>
            perform(deleteDraftAction, {}, '', () => router.push(`${paths.desk.articles}?deleted=${id}`))
          }
          onClose={() => setQuestion(undefined)}
        />
      )}
    </header>
  );
}

type NoteDialogProps = {
  title: string;
  text: string;
  label: string;
  confirm: string;
  required?: boolean;
  busy: boolean;
  onConfirm: (note: string) => void;
  onClose: () => void;
};

function NoteDialog({ title, text, label, confirm, required, busy, onConfirm, onClose }: NoteDialogProps) {
  return (
    <EditorDialog
      title={title}
      text={text}
      confirm={confirm}
      busy={busy}
      onConfirm={(data) => onConfirm(String(data.get('note') ?? ''))}
      onClose={onClose}
    >
      <div className="field">
        <label className="field-label" htmlFor="editor-note">
          {label}
        </label>
        <textarea id="editor-note" name="note" className="field-input" rows={4} required={required} maxLength={2000} />
      </div>
    </EditorDialog>
  );
}
