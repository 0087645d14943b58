import { useRef } from 'react';

/**
 * Asks for files of this machine: `field` stands, unseen, anywhere in what is drawn, and `open` asks. `take` gets what was
 * chosen; the same file may be chosen again.
 */
export function useFilePicker(accept: string, take: (files: File[]) => void, { several = false } = {}) {
  const input = useRef<HTMLInputElement>(null);
  const field = (
    <input
      ref={input}
      type="file"
      hidden
      tabIndex={-1}
      accept={accept}
      multiple={several}
      onChange={(event) => {
        take([...(event.target.files ?? [])]);
        event.target.value = '';
      }}
    />
  );
  return { field, open: () => input.current?.click() };
}
