const key = 'desk:windows';
/** More than anybody has open. */
const most = 50;

/**
 * Notes that this browser has the window `id` open, until what is returned is called or the window is gone: it holds a lock
 * of that name as long as it lives.
 */
export function openWindow(id: string): () => void {
  if (!('locks' in navigator)) return () => {}; // plain HTTP
  remember([id, ...remembered().filter((other) => other !== id)].slice(0, most));
  let close = () => {};
  const closed = new Promise<void>((done) => {
    close = done;
  });
  navigator.locks.request(lockOf(id), () => closed).catch(() => {}); // a browser that refuses locks here
  return close;
}

/** Whether the window `id` was opened in this browser and is no more: it crashed, or could not say that it was closed. */
export async function isWindowGone(id: string): Promise<boolean> {
  if (!('locks' in navigator) || !remembered().includes(id)) return false;
  return navigator.locks.request(lockOf(id), { ifAvailable: true }, (lock) => lock !== null).catch(() => false);
}

const lockOf = (id: string): string => `window:${id}`;

function remembered(): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return []; // a browser that keeps nothing
  }
}

function remember(ids: string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(ids));
  } catch {
    // then the site waits until it hears nothing of a window that is gone
  }
}
