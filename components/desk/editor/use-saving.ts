import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type KeptWords, listKeptWords } from './kept-in-browser.ts';
import { type KeeperOptions, WordsKeeper } from './words-keeper.ts';

type Options<Words> = KeeperOptions<Words> & {
  /** The editor is there and may be written in: what was left unsaved can be put back. */
  isOpen: boolean;
  putBack: (kept: KeptWords<Words>) => void;
};

/** A `WordsKeeper` for as long as the page shows the editor. `isReady`: whoever types now loses nothing. */
export function useSaving<Words>(options: Options<Words>): { keeper: WordsKeeper<Words>; isReady: boolean } {
  const latest = useRef(options);
  latest.current = options;
  const [keeper] = useState(
    () =>
      new WordsKeeper<Words>({
        ...options,
        words: () => latest.current.words(),
        send: (...sent) => latest.current.send(...sent),
      }),
  );
  useSyncExternalStore(keeper.subscribe, keeper.told, keeper.told);
  const [isReady, setReady] = useState(false);

  // A database in the browser takes a while to open, in which the editor can be made.
  const { userId, name } = options;
  useEffect(() => void listKeptWords(userId, name), [userId, name]);

  const { isOpen } = options;
  useEffect(() => {
    if (!isOpen) return;
    let isGone = false;
    keeper.open((kept) => latest.current.putBack(kept)).then(() => !isGone && setReady(true));
    const saveIfUnsaved = () => keeper.isUnsaved() && latest.current.every !== null && void keeper.save();
    const hide = () => document.visibilityState === 'hidden' && saveIfUnsaved();
    const leave = () => keeper.leave();
    const guard = (event: BeforeUnloadEvent) => keeper.isLeavingLossy() && event.preventDefault();
    const keys = (event: KeyboardEvent) => {
      const isSave = event.key.toLowerCase() === 's' && (event.metaKey || event.ctrlKey);
      if (!isSave || event.altKey || event.shiftKey) return;
      event.preventDefault();
      void keeper.save();
    };
    document.addEventListener('visibilitychange', hide);
    window.addEventListener('online', saveIfUnsaved);
    window.addEventListener('pagehide', leave);
    window.addEventListener('beforeunload', guard);
    window.addEventListener('keydown', keys);
    return () => {
      isGone = true;
      setReady(false);
      keeper.close(); // a link within the desk leaves without closing the page
      document.removeEventListener('visibilitychange', hide);
      window.removeEventListener('online', saveIfUnsaved);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('beforeunload', guard);
      window.removeEventListener('keydown', keys);
    };
  }, [isOpen, keeper]);

  return { keeper, isReady };
}
