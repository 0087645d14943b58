'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button';
import { acceptedTypes } from '#lib/media/rules';
import { libraryWords as words } from '#lib/words/library';
import { useFilePicker } from '../use-file-picker.client.tsx';
import { SendingList } from './sending-list.client.tsx';
import { useSending } from './use-sending.ts';

/** Sends pictures to the library: chosen, pasted, or dropped anywhere on the page. */
export function AddPictures() {
  const router = useRouter();
  const [added, setAdded] = useState(0);
  const { send, ...sending } = useSending(() => {
    setAdded((count) => count + 1);
    router.refresh();
  });
  const latest = useRef(send);
  latest.current = send;
  const picker = useFilePicker(acceptedTypes, send, { several: true });
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault(); // else the drop is the browser's
    };
    const take = (event: Event, files: FileList | undefined) => {
      if (!files?.length) return;
      event.preventDefault();
      latest.current([...files]);
    };
    const drop = (event: DragEvent) => take(event, event.dataTransfer?.files);
    const paste = (event: ClipboardEvent) => take(event, event.clipboardData?.files);
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, []);
  return (
    <div className="needs-script add-pictures">
      <p className="button-row">
        {picker.field}
        <Button onClick={picker.open}>{words.add}</Button>
        <span className="field-hint">{words.dropHint}</span>
      </p>
      <p role="status" className="field-hint">
        {added > 0 && words.added(added)}
      </p>
      <SendingList {...sending} />
    </div>
  );
}
