import { useCallback, useEffect, useRef, useState } from 'react';
import type { Meeting, PresenceInput } from '#lib/articles/presence';
import { paths } from '#lib/paths';

/** The meeting as JSON brings it. */
type Heard = {
  writer: Person | null;
  others: Person[];
  version: number;
};
export type Person = Omit<NonNullable<Meeting['writer']>, 'openedAt'> & { openedAt: string };

/** Milliseconds between two heartbeats. */
const every = 10_000;
/** How long the first answer is waited for before this window writes without having heard of others. */
const patience = 3_000;

type Presence = {
  /** Whether this window may write; null until that is known. */
  mayWrite: boolean | null;
  heard: Heard | null;
  take: () => Promise<void>;
};

/**
 * Tells the site that this window has the article open, and hears who else has. `onHeard` gets the draft's version with each
 * answer. A site that cannot be reached keeps nobody from writing.
 */
export function usePresence(
  id: string,
  window_: string,
  canEdit: boolean,
  onHeard: (version: number) => void,
): Presence {
  const [heard, setHeard] = useState<Heard | null>(null);
  const [isPatient, setPatient] = useState(true);
  const latest = useRef(onHeard);
  latest.current = onHeard;

  const say = useCallback(
    async (wish: PresenceInput['wish']): Promise<void> => {
      const answer = await send(id, window_, wish);
      if (!answer) return;
      setHeard(answer);
      latest.current(answer.version);
    },
    [id, window_],
  );

  useEffect(() => {
    const wish = canEdit ? 'write' : 'read';
    const beat = () => void say(wish);
    beat();
    const beats = setInterval(beat, every);
    const patient = setTimeout(() => setPatient(false), patience);
    const look = () => document.visibilityState === 'visible' && beat();
    const leave = () => void send(id, window_, 'leave', true);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pagehide', leave);
    return () => {
      clearInterval(beats);
      clearTimeout(patient);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [id, window_, canEdit, say]);

  const take = useCallback(() => say('take'), [say]);
  const mayWrite = heard ? heard.writer?.window === window_ : isPatient ? null : true;
  return { mayWrite, heard, take };
}

async function send(id: string, window: string, wish: PresenceInput['wish'], isLast = false): Promise<Heard | null> {
  try {
    const answer = await fetch(paths.desk.presence(id), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ window, wish }),
      keepalive: isLast,
      signal: AbortSignal.timeout(8_000),
    });
    return answer.ok ? ((await answer.json()) as Heard) : null;
  } catch {
    return null;
  }
}
