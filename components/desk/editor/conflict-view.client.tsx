'use client';

import './conflict-view.css';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Comparison } from '#components/desk/comparison/comparison';
import { buttonClass } from '#components/ui/button';
import { type Comparison as Compared, compareWords } from '#lib/articles/revisions/compare';
import type { Words } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import { formatMoment } from '#lib/dates';
import { savingWords as words } from '#lib/words/saving';
import { type DraftAtSite, fetchDraft, setAside } from './draft-address.ts';

type Props = {
  user: User;
  articleId: string;
  mine: Words;
  timeZone: string;
  onKeepMine: (theirs: DraftAtSite) => void;
  onTakeTheirs: (theirs: DraftAtSite) => void;
  onClose: () => void;
};

/** Both versions of a draft that was written in two places, side by side; whichever is gone on with, the other stays. */
export function ConflictView({ user, articleId, mine, timeZone, onKeepMine, onTakeTheirs, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [theirs, setTheirs] = useState<DraftAtSite | null>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    fetchDraft(articleId).then((draft) => setTheirs(draft === 'signed-out' ? null : draft));
  }, [articleId]);

  // without what theirs is, mine is shown as it stands
  const comparison = useMemo(() => compareWords(mine, theirs?.words ?? mine), [mine, theirs]);

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
        <Side title={words.mine} hint={words.mineHint} of={mine} comparison={comparison} side="before">
          {theirs && (
            <button type="button" className={buttonClass()} disabled={isBusy} onClick={() => onKeepMine(theirs)}>
              {words.keepMine}
            </button>
          )}
          <p className="field-hint">{words.keepMineHint}</p>
        </Side>
        {theirs ? (
          <Side title={saver(theirs)} of={theirs.words} comparison={comparison} side="after">
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
  comparison: Compared;
  side: 'before' | 'after';
  children: React.ReactNode;
};

/** What one version says, with the words marked that the other has not. */
function Side({ title, hint, of, comparison, side, children }: SideProps) {
  const id = useId();
  return (
    <div className="conflict-side">
      <header>
        <h3 id={id}>{title}</h3>
        {hint && <p className="field-hint">{hint}</p>}
        {children}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to get into it */}
      <section className="conflict-words" lang={of.language} tabIndex={0} aria-labelledby={id}>
        <Comparison comparison={comparison} language={of.language} side={side} />
      </section>
    </div>
  );
}
