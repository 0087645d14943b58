import { useSyncExternalStore } from 'react';

/** The time zone of the person at this browser; null where the page is drawn before it is known. */
export const useOwnZone = (): string | null => useSyncExternalStore(never, ownZone, unknown);

const never = () => () => {};
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;
const unknown = () => null;
