import { useCallback, useEffect, useRef, useState } from 'react';
import type { Meeting, PresenceInput } from '#lib/articles/presence';
import { paths } from '#lib/paths';
import { isWindowGone, openWindow } from './windows-here.ts';

/** Milliseconds between two heartbeats. */
const every = 10_000;
/** How long a window that has saved everything goes on as the one that writes without being touched. */
const lingering = 5 * 60_000;
/** How long the first answer is waited for before this window writes without having heard of others. */
const patience = 3_000;

type Presence = {
  /** Whether this window may write, because nobody else does; null until that is known. */
  mayWrite: boolean | null;
  heard: Meeting | null;
  /** To be called with each change that a person makes: the first one asks for the lock. */
  touch: () => void;
  take: () => Promise<void>;
};

/**
 * Tells the site that this window has the article open, and hears who else has. It asks to write with the first change of a
 * person, so that whoever only reads keeps nobody out. `onHeard` gets the draft's version with each answer; `isUnsaved` says
 * whether words here still have to be saved. A site that cannot be reached keeps nobody from writing.
 */
export function usePresence(
  id: string,
  window_: string,
  onHeard: (version: number) => void,
  isUnsaved: () => boolean,
): Presence {
  const [heard, setHeard] = useState<Meeting | null>(null);
  const [isPatient, setPatient] = useState(true);
  const latest = useRef({ onHeard, isUnsaved });
  latest.current = { onHeard, isUnsaved };
  /** When a person last changed something, in milliseconds; null in a window that does not ask to write. */
  const touchedAt = useRef<number | null>(null);

  const say = useCallback(
    async (wish: PresenceInput['wish']): Promise<void> => {
      const answer = await heardBesideTheGone(id, window_, wish);
      if (!answer) return;
      if (answer.writer && answer.writer.window !== window_) touchedAt.current = null;
      setHeard(answer);
      latest.current.onHeard(answer.version);
      // Touched while this was on its way, which may have arrived after the asking.
      if (wish === 'read' && !answer.writer && touchedAt.current !== null) await say('write');
    },
    [id, window_],
  );

  useEffect(() => openWindow(window_), [window_]);
  useEffect(() => {
    const beat = () => {
      const isResting = touchedAt.current !== null && Date.now() - touchedAt.current > lingering;
      if (isResting && !latest.current.isUnsaved()) touchedAt.current = null;
      void say(touchedAt.current === null ? 'read' : 'write');
    };
    beat();
    const beats = setInterval(beat, every);
    const patient = setTimeout(() => setPatient(false), patience);
    const look = () => document.visibilityState === 'visible' && beat();
    const leave = () => void send(id, window_, 'leave', true);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look); // of two windows side by side, that which is turned to
    window.addEventListener('pagehide', leave);
    return () => {
      clearInterval(beats);
      clearTimeout(patient);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [id, window_, say]);

  const touch = useCallback(() => {
    const isFirst = touchedAt.current === null;
    touchedAt.current = Date.now();
    if (isFirst) void say('write');
  }, [say]);
  const take = useCallback(() => {
    touchedAt.current = Date.now();
    return say('take');
  }, [say]);
  const mayWrite = heard ? !heard.writer || heard.writer.window === window_ : isPatient ? null : true;
  return { mayWrite, heard, touch, take };
}

/** What is answered; a window of this browser that writes by what the site knows, but is gone, is said to have left first. */
async function heardBesideTheGone(id: string, window: string, wish: PresenceInput['wish']): Promise<Meeting | null> {
  const answer = await send(id, window, wish);
  const writer = answer?.writer?.window;
  if (!writer || writer === window || !(await isWindowGone(writer))) return answer;
  await send(id, writer, 'leave');
  return send(id, window, wish);
}

async function send(id: string, window: string, wish: PresenceInput['wish'], isLast = false): Promise<Meeting | null> {
  try {
    const answer = await fetch(paths.desk.presence(id), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ window, wish }),
      keepalive: isLast,
      signal: AbortSignal.timeout(8_000),
    });
    return answer.ok ? ((await answer.json()) as Meeting) : null;
  } catch {
    return null;
  }
}
