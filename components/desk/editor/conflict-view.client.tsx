'use client';

import './conflict-view.css';
import { useEffect, useId, useRef, useState } from 'react';
import { ArticleBody } from '#components/articles/article-body';
import { buttonClass } from '#components/ui/button';
import type { Words } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { formatMoment } from '#lib/dates';
import { savingWords as words } from '#lib/words/saving';
import { type DraftAtSite, fetchDraft, setAside } from './draft-address.ts';
import type { Pictures } from './picture-uploads.ts';

type Props = {
  user: User;
  articleId: string;
  mine: Words;
  pictures: Pictures;
  timeZone: string;
  onKeepMine: (theirs: DraftAtSite) => void;
  onTakeTheirs: (theirs: DraftAtSite) => void;
  onClose: () => void;
};

/** Both versions of a draft that was written in two places, side by side; whichever is gone on with, the other stays. */
export function ConflictView({ user, articleId, mine, pictures, timeZone, onKeepMine, onTakeTheirs, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [theirs, setTheirs] = useState<DraftAtSite | null>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    fetchDraft(articleId).then((draft) => setTheirs(draft === 'signed-out' ? null : draft));
  }, [articleId]);

  const takeTheirs = async (draft: DraftAtSite) => {
    setBusy(true);
    const isKept = await setAside(articleId, mine);
    setBusy(false);
    if (isKept) onTakeTheirs(draft);
    else setProblem(words.notSetAside);
  };
  const saver = (draft: DraftAtSite) =>
    words.theirs(
      draft.savedBy === user.name ? words.you : (draft.savedBy ?? ''),
      formatMoment(new Date(draft.savedAt), { timeZone, language: 'en' }),
    );

  return (
    <dialog ref={dialog} className="editor-dialog conflict" aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId}>{words.conflictTitle}</h2>
      <p>{words.conflictText}</p>
      {problem && (
        <p role="alert" className="field-error">
          {problem}
        </p>
      )}
      <div className="conflict-sides">
        <Side title={words.mine} hint={words.mineHint} of={mine} other={theirs?.words} pictures={pictures}>
          {theirs && (
            <button type="button" className={buttonClass()} disabled={isBusy} onClick={() => onKeepMine(theirs)}>
              {words.keepMine}
            </button>
          )}
          <p className="field-hint">{words.keepMineHint}</p>
        </Side>
        {theirs ? (
          <Side title={saver(theirs)} of={theirs.words} other={mine} pictures={theirs.pictures}>
            <button type="button" className={buttonClass()} disabled={isBusy} onClick={() => takeTheirs(theirs)}>
              {words.takeTheirs}
            </button>
            <p className="field-hint">{words.takeTheirsHint}</p>
          </Side>
        ) : (
          <p role="status">{theirs === undefined ? words.fetching : words.notFetched}</p>
        )}
      </div>
      <form method="dialog" className="editor-dialog-buttons">
        <button type="submit" className={buttonClass({ variant: 'quiet' })}>
          {words.later}
        </button>
      </form>
    </dialog>
  );
}

type SideProps = {
  title: string;
  hint?: string;
  of: Words;
  other: Words | undefined;
  pictures: Pictures;
  children: React.ReactNode;
};

/** One version as it would be read. Blocks that the other has not in the same words are marked. */
function Side({ title, hint, of, other, pictures, children }: SideProps) {
  const id = useId();
  const others = new Set(other?.body.content.map((block) => JSON.stringify(block)));
  const differs = (name: 'headline' | 'standfirst') => other !== undefined && of[name] !== other[name];
  return (
    <section className="conflict-side" aria-labelledby={id}>
      <header>
        <h3 id={id}>{title}</h3>
        {hint && <p className="field-hint">{hint}</p>}
        {children}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to get into it */}
      <section className="conflict-words" lang={of.language} tabIndex={0} aria-labelledby={id}>
        <p className="conflict-headline" data-differs={differs('headline') || undefined}>
          {of.headline}
        </p>
        <p className="conflict-standfirst" data-differs={differs('standfirst') || undefined}>
          {of.standfirst}
        </p>
        {of.body.content.map((block, index) => (
          <div
            key={index}
            className="article-body"
            data-differs={(other !== undefined && !others.has(JSON.stringify(block))) || undefined}
          >
            <ArticleBody body={{ ...of.body, content: [block] }} pictures={pictures} language={of.language} />
          </div>
        ))}
      </section>
    </section>
  );
}
