'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { decideCommentsAction } from '#lib/comments/actions';
import type { CommentDecision, CommentState } from '#lib/comments/rules';
import { errorOf } from '#lib/forms/form-state';
import { deskWords } from '#lib/words/desk';
import { useListKeys } from './use-list-keys.ts';

const words = deskWords.comments;

type CommentInQueue = {
  id: string;
  name: string;
  body: string;
  headline: string | null;
  href: string | null;
  at: string;
  iso: string;
};

/** What takes a comment back into a list of this state. */
const backTo: Record<CommentState, CommentDecision> = { held: 'hold', approved: 'approve', rejected: 'reject' };
const decisionsIn: Record<CommentState, CommentDecision[]> = {
  held: ['approve', 'reject'],
  approved: ['reject', 'hold'],
  rejected: ['approve', 'hold'],
};

/** The form that the check boxes of all rows belong to. */
const many = 'decide-many';

type Props = { state: CommentState; permalink: string; comments: CommentInQueue[]; empty: ReactNode };

/** Comments in one state, to be judged one by one or together, by mouse or by keys. Every button is a plain form too. */
export function CommentQueue({ state, permalink, comments, empty }: Props) {
  const [outcome, act, isPending] = useDeskAction(decideCommentsAction, permalink);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLOListElement>(null);
  const last = outcome.status === 'done' ? outcome.result : null;
  const canUndo = last !== null && last.decision !== backTo[state];
  const chosen = comments.filter(({ id }) => selected.has(id));

  const press = (where: ParentNode | null | undefined, decision: CommentDecision) =>
    where?.querySelector<HTMLButtonElement>(`button[value="${decision}"]`)?.click();

  const stay = useListKeys(list, (row) => {
    const judged = chosen.length > 0 ? document.getElementById(many) : row;
    return { a: () => press(judged, 'approve'), r: () => press(judged, 'reject') };
  });

  // Whoever judges by keys stays where they were: the next comment has moved up into this place.
  const shown = comments.map(({ id }) => id).join();
  useEffect(() => {
    select((before) => new Set([...before].filter((id) => shown.includes(id))));
    if (last) stay();
  }, [shown]);

  const toggle = (id: string) =>
    select((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });

  return (
    <div className="queue" aria-busy={isPending}>
      <div className="queue-said">
        <Outcome
          state={outcome}
          refused={errorOf(outcome, 'id')}
          done={({ ids, decision }) => words.done[decision](ids.length)}
        />
        {canUndo && last && (
          <form action={act}>
            {last.ids.map((id) => (
              <input key={id} type="hidden" name="id" value={id} />
            ))}
            <Button id="undo" type="submit" variant="quiet" small name="decision" value={backTo[state]}>
              {words.undo} <kbd>z</kbd>
            </Button>
          </form>
        )}
      </div>
      {comments.length === 0 ? (
        empty
      ) : (
        <>
          <form action={act} className="queue-bar" id={many}>
            <label className="choice">
              <input
                type="checkbox"
                checked={chosen.length === comments.length}
                onChange={() => select(new Set(chosen.length === comments.length ? [] : comments.map(({ id }) => id)))}
                className="needs-script"
              />
              <span className="needs-script">{words.selectAll}</span>
            </label>
            <span className="queue-count" aria-live="polite">
              {chosen.length > 0 && words.selected(chosen.length)}
            </span>
            {decisionsIn[state].map((decision) => (
              <Button
                key={decision}
                type="submit"
                name="decision"
                value={decision}
                small
                variant={decision === 'approve' ? 'primary' : 'quiet'}
              >
                {selectedWords[decision]}
              </Button>
            ))}
          </form>
          <ol ref={list} className="rows">
            {comments.map((comment) => (
              <li key={comment.id} className="row" tabIndex={-1}>
                <input
                  type="checkbox"
                  className="row-check"
                  name="id"
                  value={comment.id}
                  form={many}
                  aria-label={words.select(comment.name)}
                  checked={selected.has(comment.id)}
                  onChange={() => toggle(comment.id)}
                />
                <div className="row-body">
                  <p className="row-meta">
                    <strong>{comment.name}</strong> <time dateTime={comment.iso}>{comment.at}</time>
                    {comment.headline && (
                      <>
                        {' '}
                        {words.on} {comment.href ? <a href={comment.href}>{comment.headline}</a> : comment.headline}
                      </>
                    )}
                  </p>
                  <p className="row-text">{comment.body}</p>
                </div>
                <form action={act} className="row-actions">
                  <input type="hidden" name="id" value={comment.id} />
                  {decisionsIn[state].map((decision) => (
                    <Button
                      key={decision}
                      type="submit"
                      name="decision"
                      value={decision}
                      small
                      variant={decision === 'approve' ? 'primary' : 'quiet'}
                    >
                      {words[decision]}
                    </Button>
                  ))}
                </form>
              </li>
            ))}
          </ol>
          <p className="keys">
            <span>{words.keys}</span>
            {words.keysHelp.map(([key, meaning]) => (
              <span key={key}>
                <kbd>{key}</kbd> {meaning}
              </span>
            ))}
          </p>
        </>
      )}
    </div>
  );
}

const selectedWords: Record<CommentDecision, string> = {
  approve: words.approveSelected,
  reject: words.rejectSelected,
  hold: words.holdSelected,
};
