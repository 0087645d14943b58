'use client';

import {
  createContext,
  type FormEvent,
  type ReactNode,
  startTransition,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { Button } from '#components/ui/button';
import { changeArticlesAction } from '#lib/articles/lists/actions';
import type { ListChoices } from '#lib/articles/lists/queries';
import type { ListChange } from '#lib/articles/lists/rules';
import { errorOf } from '#lib/forms/form-state';
import { listWords } from '#lib/words/lists';
import { useListKeys } from '../use-list-keys.ts';

const words = listWords.many;

/** What is asked about before it is done. */
type Asked = 'unpublish' | 'unpublish-trash' | 'delete';
type Question = { kind: Asked; ids: string[] };

/** What the menu of one row does with its article, by the form of all rows. */
type Change = (kind: ListChange['kind'], ids: string[]) => void;
const ChangeContext = createContext<Change>(() => {});
/** For what is drawn inside a list of articles: the door to its changes. */
export const useChange = (): Change => useContext(ChangeContext);

/** The form that the check boxes of all rows belong to. */
export const changeMany = 'change-many';

type Props = {
  /** The address of this list, for a form that is sent before the script is there. */
  permalink: string;
  isTrash: boolean;
  choices: Pick<ListChoices, 'sections' | 'topics' | 'people'>;
  may: { assign: boolean; unpublish: boolean; deleteForGood: boolean };
  children: ReactNode;
};

/**
 * Rows of articles, to be gone through and changed one by one or together, by mouse or by keys. The rows come from the server;
 * which of them are selected stands in their check boxes and nowhere else.
 */
export function ArticleList({ permalink, isTrash, choices, may, children }: Props) {
  const [outcome, act, isPending] = useDeskAction(changeArticlesAction, permalink);
  const [selected, setSelected] = useState(0);
  const [question, setQuestion] = useState<Question>();
  const list = useRef<HTMLUListElement>(null);
  const all = useRef<HTMLInputElement>(null);
  const lastClicked = useRef<HTMLInputElement>(null);

  const boxes = () => [...(list.current?.querySelectorAll<HTMLInputElement>('.row-check') ?? [])];
  const count = () => {
    const every = boxes();
    const checked = every.filter((box) => box.checked).length;
    setSelected(checked);
    if (all.current) {
      all.current.checked = checked > 0 && checked === every.length;
      all.current.indeterminate = checked > 0 && checked < every.length;
    }
  };
  const send = (kind: ListChange['kind'], ids: string[]) => {
    const data = new FormData();
    for (const id of ids) data.append('id', id);
    data.set('change', kind);
    startTransition(() => act(data));
  };
  const change: Change = (kind, ids) => {
    if (kind === 'unpublish' || kind === 'unpublish-trash' || kind === 'delete') setQuestion({ kind, ids });
    else send(kind, ids);
  };

  /** Of what cannot be taken back with one key, whoever asks for it is asked first. */
  const ask = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    const given = new FormData(event.currentTarget, submitter);
    const wanted = given.get('change') === 'chosen' ? given.get('choice') : given.get('change');
    const ids = given.getAll('id').map(String);
    if ((wanted !== 'unpublish' && wanted !== 'delete') || ids.length === 0) return;
    event.preventDefault();
    setQuestion({ kind: wanted, ids });
  };

  /** With the shift key all from the box that was clicked before to this one become as it is. */
  useEffect(() => {
    const click = ({ target, shiftKey }: MouseEvent) => {
      if (!(target instanceof HTMLInputElement) || !target.matches('.row-check')) return;
      const every = boxes();
      const [from, to] = [every.indexOf(lastClicked.current!), every.indexOf(target)];
      if (shiftKey && from >= 0) {
        for (const box of every.slice(Math.min(from, to), Math.max(from, to) + 1)) box.checked = target.checked;
      }
      lastClicked.current = target;
      count();
    };
    const here = list.current;
    here?.addEventListener('click', click);
    return () => here?.removeEventListener('click', click);
  });

  const stay = useListKeys(list, (row) => ({
    '/': () => document.getElementById('article-search')?.focus(),
    Enter: () => row?.querySelector<HTMLElement>('.row-title a')?.click(),
  }));

  // React empties a form that was sent. What was left stays selected, and whoever works by keys stays where they were.
  useEffect(() => {
    if (outcome.status !== 'done') return;
    const left = new Set(outcome.result.left.map(({ id }) => id));
    for (const box of boxes()) box.checked = left.has(box.value);
    count();
  }, [outcome]);
  useEffect(() => {
    count();
    if (outcome.status === 'done') stay();
  }, [children]);

  return (
    <ChangeContext value={change}>
      <div className="queue article-list" aria-busy={isPending}>
        <div className="queue-said">
          <Outcome
            state={outcome}
            refused={errorOf(outcome, 'id') ?? errorOf(outcome, 'change')}
            done={({ done, change: { kind, to } }) =>
              done.length > 0 ? words.done[kind](done.length, nameOf(choices, kind, to)) : ''
            }
          />
          {outcome.status === 'done' && (
            <After result={outcome.result} act={act} onUnpublish={(ids) => change('unpublish-trash', ids)} />
          )}
        </div>
        <form action={act} onSubmit={ask} className="list-bar" id={changeMany} data-selected={selected || undefined}>
          <label className="choice needs-script">
            <input
              ref={all}
              type="checkbox"
              onChange={({ target }) => {
                for (const box of boxes()) box.checked = target.checked;
                count();
              }}
            />
            <span>{words.selectAll}</span>
          </label>
          <span className="queue-count" aria-live="polite">
            {selected > 0 && words.selected(selected)}
          </span>
          <div className="list-bar-controls">
            {isTrash ? (
              <TrashControls may={may} />
            ) : (
              <>
                <ChoiceOfChanges choices={choices} may={may} />
                <Button type="submit" name="change" value="chosen" variant="quiet" small>
                  {words.apply}
                </Button>
                <Button type="submit" name="change" value="trash" variant="danger" small>
                  {words.trash}
                </Button>
              </>
            )}
          </div>
        </form>
        <ul ref={list} className="rows rows-tight">
          {children}
        </ul>
        <p className="keys">
          <span>{words.keys}</span>
          {words.keysHelp.map(([key, meaning]) => (
            <span key={key}>
              <kbd>{key}</kbd> {meaning}
            </span>
          ))}
        </p>
      </div>
      {question && (
        <EditorDialog
          title={words.ask[question.kind].title(question.ids.length)}
          text={words.ask[question.kind].text}
          confirm={words.ask[question.kind].yes}
          onConfirm={() => {
            send(question.kind, question.ids);
            setQuestion(undefined);
          }}
          onClose={() => setQuestion(undefined)}
        />
      )}
    </ChangeContext>
  );
}

function TrashControls({ may }: Pick<Props, 'may'>) {
  return (
    <>
      <Button type="submit" name="change" value="restore" variant="quiet" small>
        {words.restore}
      </Button>
      {may.deleteForGood && (
        <Button type="submit" name="change" value="delete" variant="danger" small className="needs-script">
          {words.delete}
        </Button>
      )}
    </>
  );
}

function ChoiceOfChanges({ choices: { sections, topics, people }, may }: Pick<Props, 'choices' | 'may'>) {
  const options = (kind: ListChange['kind'], targets: { id: string; name: string }[]) =>
    targets.map(({ id, name }) => (
      <option key={id} value={`${kind}:${id}`}>
        {name}
      </option>
    ));
  return (
    <select name="choice" className="field-input" aria-label={words.choice} defaultValue="">
      <option value="">{words.choose}</option>
      <optgroup label={words.section}>
        {options('section', sections)}
        <option value="section:">{words.noSection}</option>
      </optgroup>
      {topics.length > 0 && <optgroup label={words.topic}>{options('topic', topics)}</optgroup>}
      {topics.length > 0 && <optgroup label={words.untopic}>{options('untopic', topics)}</optgroup>}
      {may.assign && (
        <optgroup label={words.assign}>
          {options('assign', people)}
          <option value="assign:">{words.nobody}</option>
        </optgroup>
      )}
      {may.unpublish && (
        <optgroup label={words.readers}>
          <option value="unpublish">{words.unpublish}</option>
        </optgroup>
      )}
    </select>
  );
}

type AfterProps = {
  result: Extract<ReturnType<typeof useDeskAction<Result>>[0], { status: 'done' }>['result'];
  act: (data: FormData) => void;
  onUnpublish: (ids: string[]) => void;
};
type Result = Extract<Awaited<ReturnType<typeof changeArticlesAction>>, { status: 'done' }>['result'];

/** Whether readers see it yet, what was left and why, and how all of it is taken back. */
function After({ result: { done, left, change }, act, onUnpublish }: AfterProps) {
  const undoable = done.filter(({ undo }) => undo !== null);
  const unpublished = done.filter(({ isUnpublishedChange }) => isUnpublishedChange).length;
  const isPublic = change.kind === 'trash' ? left.filter((each) => each.isPublic).map(({ id }) => id) : [];
  return (
    <>
      {unpublished > 0 && <p className="note">{words.unpublishedChanges(unpublished)}</p>}
      {left.length > 0 && (
        <div className="note note-bad" role="alert">
          <p>{words.left(left.length)}</p>
          <ul>
            {left.slice(0, mostTold).map(({ id, headline, why }) => (
              <li key={id}>
                {headline && `“${headline}”: `}
                {why}
              </li>
            ))}
          </ul>
          {left.length > mostTold && <p>{words.more(left.length - mostTold)}</p>}
        </div>
      )}
      {undoable.length > 0 && (
        <form action={act}>
          {undoable.map(({ id, undo }) => (
            <span key={id}>
              <input type="hidden" name="id" value={id} />
              <input type="hidden" name="change" value={undo!} />
            </span>
          ))}
          <Button id="undo" type="submit" variant="quiet" small>
            {words.undo} <kbd>z</kbd>
          </Button>
        </form>
      )}
      {isPublic.length > 0 && (
        <Button variant="danger" small onClick={() => onUnpublish(isPublic)}>
          {words.ask['unpublish-trash'].yes}
        </Button>
      )}
    </>
  );
}

/** As many of those left as are told one by one. */
const mostTold = 5;

/** The name of what a change leads to. */
function nameOf(choices: Props['choices'], kind: ListChange['kind'], to: string | null): string | null {
  const targets = kind === 'section' ? choices.sections : kind === 'assign' ? choices.people : choices.topics;
  return targets.find(({ id }) => id === to)?.name ?? null;
}
