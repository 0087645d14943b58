'use client';

import './editor.css';
import { useRef, useState } from 'react';
import { BodyEditor, type BodyHandle } from '#components/desk/editor/body-editor.client';
import { KeptWords } from '#components/desk/editor/kept-words.client';
import { SavingNote } from '#components/desk/editor/saving-note.client';
import { Button, buttonClass } from '#components/ui/button';
import type { Body } from '#lib/body/body';
import { idle } from '#lib/forms/form-state';
import { savePageAction } from '#lib/pages/actions';
import type { PageName } from '#lib/pages/rules';
import { paths } from '#lib/paths';
import { editorWords as words } from '#lib/words/editor';
import { tellBarHeight } from './bar-height.ts';
import type { Pictures } from './picture-uploads.ts';
import { useSaving } from './use-saving.ts';

type Props = { name: PageName; body: Body; changedAt: string; pictures: Pictures; language: string; timeZone: string };

/** Where about and privacy are written. Saving is publishing here, so nothing is saved without a press. */
export function PageEditor({ name, body, changedAt, pictures, language, timeZone }: Props) {
  const [isReady, setReady] = useState(false);
  const handle = useRef<BodyHandle>(null);
  const saving = useSaving<{ body: Body }, { changedAt: string }>({
    name: `page:${name}`,
    words: () => ({ body: handle.current?.body() ?? body }),
    save: (draft, base) => savePageAction(idle, formOf(name, base, draft.body)),
    baseOf: (saved) => saved.changedAt,
    initialBase: changedAt,
    every: null,
  });
  const kept = saving.copies[0];

  return (
    <div className="editor">
      <header ref={tellBarHeight} className="editor-bar">
        <div className="editor-bar-row">
          <h1 className="editor-page-title">{words.pageTitles[name]}</h1>
          <SavingNote state={saving.state} timeZone={timeZone} />
          <div className="editor-bar-buttons">
            <a
              className={buttonClass({ variant: 'quiet', small: true })}
              href={paths[name]}
              target="_blank"
              rel="noreferrer"
            >
              {words.viewPage}
            </a>
            <Button small disabled={!isReady} aria-keyshortcuts="Control+S" onClick={() => saving.save()}>
              {words.savePage}
            </Button>
          </div>
        </div>
      </header>
      {kept && (
        <KeptWords
          at={kept.at}
          timeZone={timeZone}
          onPutBack={() => {
            handle.current?.replace(kept.words.body);
            saving.decideCopy();
          }}
          onForget={saving.decideCopy}
        />
      )}
      <noscript>
        <p className="note note-bad">{words.scriptNeeded}</p>
      </noscript>
      <fieldset className="editor-sheet" disabled={!isReady}>
        <p className="field-hint">{words.pagePublic}</p>
        <BodyEditor
          initial={body}
          pictures={pictures}
          language={language}
          editable
          error={saving.state.is === 'failed' ? saving.state.fields.body : undefined}
          handle={handle}
          onChange={saving.touch}
          onReady={() => setReady(true)}
        />
      </fieldset>
    </div>
  );
}

function formOf(name: PageName, base: string, body: Body): FormData {
  const data = new FormData();
  data.set('name', name);
  data.set('baseChangedAt', base);
  data.set('body', JSON.stringify(body));
  return data;
}
