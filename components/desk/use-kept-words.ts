import { useEffect, useState } from 'react';
import type { FormValues } from '#lib/forms/form-state';
import { formValues } from '#lib/forms/form-values';

/**
 * Keeps in this tab what is typed into a form until it is saved, so that it is there again after the page was left. `kept` is
 * what an earlier look at the page left, or null; `keep` takes the form as it is, `forget` is for when it was saved.
 */
export function useKeptWords(name: string) {
  const [kept, setKept] = useState<FormValues | null>(null);
  // after the first drawing, which is the server's
  useEffect(() => {
    const text = storage()?.getItem(name);
    if (text) setKept(JSON.parse(text));
  }, [name]);
  return {
    kept,
    keep: (form: HTMLFormElement) => storage()?.setItem(name, JSON.stringify(formValues(new FormData(form).entries()))),
    forget: () => storage()?.removeItem(name),
    drop: () => {
      storage()?.removeItem(name);
      setKept(null);
    },
  };
}

/** None where the browser keeps nothing. */
function storage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
