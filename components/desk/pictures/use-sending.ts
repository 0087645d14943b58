import { useEffect, useRef, useState } from 'react';
import { boundedQueue } from '#lib/media/queue';
import { type SendAnswer, sendPicture } from '../send-picture.ts';

/** A file that is on its way, or was not taken. `share` of it has left, from 0 to 1; `error` says why it was not taken. */
export type Sent = { key: number; file: File; share: number; error: string | null; isWorthTrying: boolean };

const inTurn = boundedQueue(3);

/** Sends pictures, several at once, and tells how far each is. `taken` is called for each that was kept. */
export function useSending(taken: (answer: Exclude<SendAnswer, { error: string }>) => void) {
  const [sent, setSent] = useState<Sent[]>([]);
  const count = useRef(0);
  const change = (key: number, to: Partial<Sent>) =>
    setSent((all) => all.map((one) => (one.key === key ? { ...one, ...to } : one)));
  const forget = (key: number) => setSent((all) => all.filter((one) => one.key !== key));

  const attempt = async ({ key, file }: Pick<Sent, 'key' | 'file'>) => {
    change(key, { share: 0, error: null });
    const answer = await inTurn(() => sendPicture(file, (share) => change(key, { share })));
    if ('error' in answer) return change(key, { error: answer.error, isWorthTrying: 'isWorthTrying' in answer });
    forget(key);
    taken(answer);
  };
  const isOnItsWay = sent.some(({ error }) => error === null);
  useEffect(() => {
    if (!isOnItsWay) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault(); // the files are nowhere but here
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isOnItsWay]);
  const send = (files: File[]) => {
    const added = files.map((file) => ({ key: count.current++, file, share: 0, error: null, isWorthTrying: false }));
    setSent((all) => [...all, ...added]);
    for (const one of added) void attempt(one);
  };
  return { sent, send, again: attempt, forget };
}
