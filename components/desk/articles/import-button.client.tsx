'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '#components/ui/button';
import { importArticleAction } from '#lib/articles/exchange/import-action';
import { paths } from '#lib/paths';
import { pastingWords as words } from '#lib/words/pasting';
import { useFilePicker } from '../use-file-picker.client.tsx';
import './import-button.css';

type Standing =
  | { is: 'idle' }
  | { is: 'importing'; name: string }
  | { is: 'refused'; sentence: string }
  | { is: 'done'; id: string; remarks: string[] };

/** Makes a draft of a file that is chosen, or dropped anywhere on the page. */
export function ImportButton() {
  const router = useRouter();
  const hint = useId();
  const [standing, setStanding] = useState<Standing>({ is: 'idle' });
  const [isOver, setOver] = useState(false);
  const isBusy = useRef(false);

  const take = async (files: File[]) => {
    const [file] = files;
    if (!file || isBusy.current) return;
    if (files.length > 1) return setStanding({ is: 'refused', sentence: words.filesTooMany });
    isBusy.current = true;
    setStanding({ is: 'importing', name: file.name });
    const data = new FormData();
    data.set('file', file);
    try {
      const answer = await importArticleAction(data);
      if ('error' in answer) setStanding({ is: 'refused', sentence: answer.error });
      else if (answer.remarks.length > 0) setStanding({ is: 'done', ...answer });
      else router.push(paths.desk.article(answer.id));
    } catch {
      setStanding({ is: 'refused', sentence: words.notImported });
    } finally {
      isBusy.current = false;
    }
  };

  const picker = useFilePicker('.html,.htm,.xhtml,.md,.markdown,.txt', take);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const bringsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!bringsFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!bringsFile(event)) return;
      event.preventDefault();
      setOver(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);

  return (
    <div className="import">
      {picker.field}
      <Button
        variant="quiet"
        aria-describedby={hint}
        aria-disabled={standing.is === 'importing' || undefined}
        onClick={picker.open}
      >
        {words.import}
      </Button>
      <span id={hint} className="import-hint">
        {words.importHint}
      </span>
      <div role="status" className="import-said">
        {standing.is === 'importing' && <p className="note">{words.importing(standing.name)}</p>}
        {standing.is === 'refused' && <p className="note note-bad">{standing.sentence}</p>}
        {standing.is === 'done' && (
          <div className="note">
            <p>{words.imported}</p>
            <ul>
              {standing.remarks.map((remark) => (
                <li key={remark}>{remark}</li>
              ))}
            </ul>
            <Link href={paths.desk.article(standing.id)}>{words.openImported}</Link>
          </div>
        )}
      </div>
      {isOver && <p className="import-drop">{words.dropHere}</p>}
    </div>
  );
}
