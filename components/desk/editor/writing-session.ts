/**
 * A window names what it writes by a session. It holds a lock of that name as long as it lives, so that another can tell the
 * words of a window that died from those of one that is open beside it, and take them over.
 */
export type WritingSession = { id: string; release: () => void };

/** A session of its own for this window. */
export async function openSession(): Promise<WritingSession> {
  const id = newId();
  return (await takeSession(id)) ?? { id, release: () => {} };
}

/** Takes over the session `id`; null while another window has it. Without locks (plain HTTP) nobody else is known of. */
export function takeSession(id: string): Promise<WritingSession | null> {
  if (!('locks' in navigator)) return Promise.resolve({ id, release: () => {} });
  return new Promise((done) => {
    navigator.locks
      .request(`writing:${id}`, { ifAvailable: true }, (lock) => {
        if (!lock) return done(null);
        return new Promise<void>((release) => done({ id, release }));
      })
      .catch(() => done({ id, release: () => {} })); // a browser that refuses locks here
  });
}

/** A random UUID, also where `crypto.randomUUID` is missing (plain HTTP). */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
