import type { Editor } from '@tiptap/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Passage, passageAt } from '#lib/articles/review/passages';
import { flatText, rangeWithin } from './flat-text.ts';
import { changeNotes, fetchNotes, type NoteChange, type Threads } from './note-address.ts';
import { markNotes, type NotePlaces, noteMarks, unmarkNotes } from './note-marks.ts';

/** Milliseconds between two looks at what others have said, while the page is in sight. */
const every = 15_000;

/** The element that holds all notes. */
export const notesPanelId = 'notes';

/** Stands for the note that is being written. */
const asked = 'asked';

export type Notes = {
  /** Open threads in the order of the text, those on the whole first, those whose passage has gone last; then settled ones. */
  threads: Threads;
  places: NotePlaces;
  active: string | null;
  /** The passage that is about to be noted on; `whole` for the article, null for nothing. */
  asking: Passage | 'whole' | null;
  ask: () => void;
  askAboutWhole: () => void;
  stopAsking: () => void;
  /** Returns why it was refused, or null. */
  change: (change: NoteChange) => Promise<string | null>;
  /** Goes to the note after this one, or with -1 before it. */
  step: (by: 1 | -1) => void;
  /** Shows the passage in the text. */
  show: (id: string) => void;
};

/** The notes of an article beside its text: heard of, marked in it and gone through. */
export function useNotes(articleId: string, initial: Threads, editor: Editor | null, onOpen: () => void): Notes {
  const [all, setAll] = useState(initial);
  const [places, setPlaces] = useState<NotePlaces>(new Map());
  const [active, setActive] = useState<string | null>(null);
  const [asking, setAsking] = useState<Passage | 'whole' | null>(null);
  const latest = useRef({ onOpen });
  latest.current = { onOpen };

  const [wanted, setWanted] = useState<{ element: string; withFocus: boolean } | null>(null);
  const bring = useCallback((id: string | null, withFocus: boolean) => {
    setActive(id);
    setWanted({ element: id === null ? notesPanelId : elementOf(id), withFocus });
    latest.current.onOpen();
  }, []);
  const open = useCallback((id: string) => bring(id, true), [bring]);
  // As soon as it is drawn, whenever that is.
  useEffect(() => {
    if (!wanted) return;
    const element = document.getElementById(wanted.element);
    if (!element?.checkVisibility()) return;
    setWanted(null);
    element.scrollIntoView({ block: 'nearest' });
    if (wanted.withFocus) element.focus({ preventScroll: true });
  });

  const hear = useCallback(async (): Promise<Threads | null> => {
    const threads = await fetchNotes(articleId);
    if (threads) setAll((present) => (JSON.stringify(present) === JSON.stringify(threads) ? present : threads));
    return threads;
  }, [articleId]);
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && void hear();
    const timer = setInterval(look, every);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, [hear]);

  useEffect(() => {
    if (!editor || editor.isDestroyed) return;
    // whoever presses a marked word goes on writing there
    editor.registerPlugin(noteMarks({ places: setPlaces, open: (id) => id !== asked && bring(id, false) }));
    return () => {
      if (!editor.isDestroyed) unmarkNotes(editor);
    };
  }, [editor, bring]);
  useEffect(() => {
    if (!editor || editor.isDestroyed) return;
    const noted = all.filter(({ quote, resolvedAt }) => quote !== '' && resolvedAt === null);
    const anchors = noted.map(({ id, quote, before, after }) => ({ id, quote, before, after }));
    // what is about to be noted on is marked too: the keyboard has left the selection for the form
    if (asking !== null && asking !== 'whole') anchors.push({ id: asked, ...asking });
    markNotes(editor.view, { anchors });
  }, [editor, all, asking]);
  useEffect(() => {
    if (editor && !editor.isDestroyed) markNotes(editor.view, { active: asking === null ? active : asked });
  }, [editor, active, asking]);

  const threads = useMemo(() => inOrder(all, places), [all, places]);

  // A mail's link names the note it is about. It is opened once: whoever answers meanwhile is not interrupted.
  const named = useRef<string>(undefined);
  useEffect(() => {
    const id = namedByAddress();
    if (!id || named.current === id || !initial.some((thread) => thread.id === id)) return;
    named.current = id;
    open(id);
  }, [initial, open]);
  // The same link, followed where the article is open already: what it names may be newer than what is known here.
  useEffect(() => {
    const go = async () => {
      const id = namedByAddress();
      if (!id) return;
      named.current = id;
      const threads = await hear();
      if (threads?.some((thread) => thread.id === id)) open(id);
    };
    window.addEventListener('hashchange', go);
    return () => window.removeEventListener('hashchange', go);
  }, [hear, open]);

  const step = (by: 1 | -1) => {
    const shown = threads.filter(({ resolvedAt }) => resolvedAt === null);
    if (shown.length === 0) return;
    const here = shown.findIndex(({ id }) => id === active);
    const next = here < 0 ? (by === 1 ? 0 : shown.length - 1) : (here + by + shown.length) % shown.length;
    open(shown[next]!.id);
    show(shown[next]!.id);
  };
  const show = (id: string) => {
    setActive(id);
    const at = places.get(id);
    if (!editor || at === null || at === undefined) return;
    const { node } = editor.view.domAtPos(at + 1);
    const element = node instanceof Element ? node : node.parentElement;
    element?.scrollIntoView({ block: 'center' });
  };
  /**
   * The thread `id` is settled or gone, or an answer in one: the keyboard goes to the next thread, the one before, or the
   * notes as a whole, unless it is somewhere else by now.
   */
  const goOnFrom = (id: string): void => {
    const around = threads.find(({ answers }) => answers.some((answer) => answer.id === id));
    if (isElsewhere(around?.id ?? id)) {
      if (active === id) setActive(null);
      return;
    }
    const shown = threads.filter((thread) => thread.id === id || thread.resolvedAt === null);
    const here = shown.findIndex((thread) => thread.id === id);
    bring(around?.id ?? (shown[here + 1] ?? shown[here - 1])?.id ?? null, true);
  };
  const askFor = (passage: Passage | 'whole') => {
    setAsking(passage);
    latest.current.onOpen();
  };

  return {
    threads,
    places,
    active,
    asking,
    ask: () => askFor(editor ? (selectedPassage(editor) ?? 'whole') : 'whole'),
    askAboutWhole: () => askFor('whole'),
    stopAsking: () => setAsking(null),
    change: async (change) => {
      const answer = await changeNotes(articleId, change);
      if ('refusal' in answer) return answer.refusal;
      setAll(answer.threads);
      if (change.do === 'resolve' || change.do === 'delete') goOnFrom(change.noteId);
      if (change.do === 'reopen') open(change.noteId);
      const said = change.do === 'add' ? (change.parentId ?? answer.noteId) : null;
      if (said) open(said);
      return null;
    },
    step,
    show,
  };
}

const elementOf = (id: string): string => `note-${id}`;

const namedByAddress = (): string | undefined => /^#note-(.+)$/.exec(location.hash)?.[1];

/** Whether the keyboard has gone on to something else than this note. */
function isElsewhere(id: string): boolean {
  const { activeElement } = document;
  return activeElement !== document.body && activeElement?.closest('.note-thread')?.id !== elementOf(id);
}

/** What is selected in the text, as a note keeps it. */
function selectedPassage(editor: Editor): Passage | null {
  const { from, to, empty } = editor.state.selection;
  if (empty) return null;
  const flat = flatText(editor.state.doc);
  return passageAt(flat.text, rangeWithin(flat, from, to));
}

function inOrder(threads: Threads, places: NotePlaces): Threads {
  const rank = ({ id, quote, resolvedAt }: Threads[number]): number => {
    if (resolvedAt !== null) return Number.MAX_SAFE_INTEGER;
    return quote === '' ? -1 : (places.get(id) ?? Number.MAX_SAFE_INTEGER - 1);
  };
  return [...threads].sort((one, other) => rank(one) - rank(other));
}
