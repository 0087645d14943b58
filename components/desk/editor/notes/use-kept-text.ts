import { useEffect, useState } from 'react';

/** A text that outlives a reload of this tab until it is emptied. `key` names it. */
export function useKeptText(key: string): [text: string, setText: (text: string) => void] {
  const [text, setText] = useState('');
  useEffect(() => setText(sessionStorage.getItem(key) ?? ''), [key]);
  return [
    text,
    (next) => {
      setText(next);
      if (next === '') sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, next);
    },
  ];
}
