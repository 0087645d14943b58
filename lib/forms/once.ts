import type { FormValues } from '#lib/forms/form-state';

/**
 * The field by which a form tells one sending from another: a random text that its script gives it, or `server/` where it
 * has none. The same key with the same words is the same post, however often and whenever it comes.
 */
export const onceField = 'once';

/** The once-key among what was posted, or null: what does not look like one is none. */
export function onceKey(values: FormValues): string | null {
  const key = values[onceField];
  return typeof key === 'string' && /^[\w-]{16,64}$/.test(key) ? key : null;
}
