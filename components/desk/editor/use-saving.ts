import { unstable_isUnrecognizedActionError } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { baseField } from '#lib/forms/base-field';
import type { FormState } from '#lib/forms/form-state';
import { editorWords } from '#lib/words/editor';
import { forgetCopy, forgetOffered, keepCopy, type LocalCopy, offerCopies } from './local-copy.ts';

/** Where the words on the screen stand. 'behind' means that somebody else saved since: nothing is overwritten. */
export type SavingState =
  | { is: 'saved'; at: Date | null }
  | { is: 'unsaved' }
  | { is: 'saving' }
  | { is: 'failed'; reason: string; fields: Record<string, string> }
  | { is: 'behind'; reason: string };

type Options<Words, Result> = {
  /** Names the text in this browser. */
  name: string;
  words: () => Words;
  save: (words: Words, base: string) => Promise<FormState<Result>>;
  baseOf: (result: Result) => string;
  initialBase: string;
  /** Milliseconds between a change and its saving by itself; null when saving is public and asks for a press. */
  every: number | null;
};

/**
 * Keeps what is written: in this browser with every pause, at the desk on `save`, by itself after `every`, and when the
 * window is left. Saves never overlap and each carries the version it builds on, so a slow one cannot overwrite a newer.
 */
export function useSaving<Words, Result>(options: Options<Words, Result>) {
  const [state, setState] = useState<SavingState>({ is: 'saved', at: null });
  const [copies, setCopies] = useState<LocalCopy<Words>[]>([]);
  const latest = useRef(options);
  latest.current = options;
  const base = useRef(options.initialBase);
  const changes = useRef(0);
  const savedChanges = useRef(0);
  const running = useRef<Promise<boolean> | null>(null);
  const isBehind = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const copyTimer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const isUnsaved = useCallback(() => changes.current > savedChanges.current, []);

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const version = changes.current;
    const { name, words, save, baseOf } = latest.current;
    clearTimeout(timer.current);
    setState({ is: 'saving' });
    let unanswered: string = editorWords.noConnection;
    const answer = await save(words(), base.current).catch((error) => {
      if (unstable_isUnrecognizedActionError(error)) unanswered = editorWords.olderPage;
      return null;
    });
    if (answer?.status === 'done') {
      base.current = baseOf(answer.result);
      savedChanges.current = version;
      if (changes.current === version) {
        clearTimeout(copyTimer.current);
        forgetCopy(name);
      }
      setState(changes.current === version ? { is: 'saved', at: new Date() } : { is: 'unsaved' });
      return true;
    }
    keepCopy(name, latest.current.words());
    const fields = answer?.status === 'failed' ? answer.fields : {};
    const reason = answer?.status === 'failed' ? sentence(answer.message, fields) : unanswered;
    isBehind.current = baseField in fields;
    setState(isBehind.current ? { is: 'behind', reason } : { is: 'failed', reason, fields });
    return false;
  }, []);

  /** Saves now, after any save under way. Whether everything typed before this call is saved. */
  const save = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current;
    if (!isUnsaved()) return true;
    running.current = saveOnce();
    try {
      return await running.current;
    } finally {
      running.current = null;
      const { every } = latest.current;
      if (every !== null && isUnsaved() && !isBehind.current) timer.current = setTimeout(save, every);
    }
  }, [isUnsaved, saveOnce]);

  /** To be called with every change of the words. */
  const touch = useCallback(() => {
    changes.current += 1;
    const { name, every } = latest.current;
    setState((present) => (present.is === 'saved' ? { is: 'unsaved' } : present));
    clearTimeout(copyTimer.current);
    copyTimer.current = setTimeout(() => keepCopy(name, latest.current.words()), 400);
    if (every !== null && changes.current === savedChanges.current + 1) timer.current = setTimeout(save, every);
  }, [save]);

  useEffect(() => {
    setCopies(offerCopies<Words>(latest.current.name));
    const keep = () => {
      if (!isUnsaved()) return;
      keepCopy(latest.current.name, latest.current.words());
      if (document.visibilityState === 'hidden' && latest.current.every !== null && !isBehind.current) save();
    };
    const guard = (event: BeforeUnloadEvent) => {
      if (!isUnsaved()) return;
      keep();
      event.preventDefault();
    };
    const keys = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      save();
    };
    document.addEventListener('visibilitychange', keep);
    window.addEventListener('pagehide', keep);
    window.addEventListener('beforeunload', guard);
    window.addEventListener('keydown', keys);
    return () => {
      keep(); // a link within the desk leaves without closing the page
      if (isUnsaved() && latest.current.every !== null && !isBehind.current) save();
      clearTimeout(timer.current);
      clearTimeout(copyTimer.current);
      document.removeEventListener('visibilitychange', keep);
      window.removeEventListener('pagehide', keep);
      window.removeEventListener('beforeunload', guard);
      window.removeEventListener('keydown', keys);
    };
  }, [isUnsaved, save]);

  const decideCopy = useCallback(() => {
    setCopies((present) => {
      forgetOffered(latest.current.name, present.slice(1));
      return present.slice(1);
    });
  }, []);

  return { state, touch, save, isUnsaved, base, copies, decideCopy };
}

/** A refusal of one field says more than 'please look at the marked fields'. */
const sentence = (message: string, fields: Record<string, string>): string => Object.values(fields)[0] ?? message;
