'use client';

import './editor.css';
import { useRef, useState } from 'react';
import { BodyEditor, type BodyHandle } from '#components/desk/editor/body-editor.client';
import { KeptWordsNote } from '#components/desk/editor/kept-words-note.client';
import { SavingNote } from '#components/desk/editor/saving-note.client';
import { Button, buttonClass } from '#components/ui/button';
import type { Body } from '#lib/body/body';
import { baseField } from '#lib/forms/base-field';
import { type FormState, idle } from '#lib/forms/form-state';
import { savePageAction } from '#lib/pages/actions';
import type { PageName } from '#lib/pages/rules';
import { paths } from '#lib/paths';
import { editorWords as words } from '#lib/words/editor';
import { tellBarHeight } from './bar-height.ts';
import type { Pictures } from './picture-uploads.ts';
import { useSaving } from './use-saving.ts';
import type { SaveAnswer } from './words-keeper.ts';

type Props = {
  userId: string;
  name: PageName;
  body: Body;
  changedAt: string;
  pictures: Pictures;
  language: string;
  timeZone: string;
};

/** Where about and privacy are written. Saving is publishing here, so nothing is saved without a press. */
export function PageEditor({ userId, name, body, changedAt, pictures, language, timeZone }: Props) {
  const [isThere, setThere] = useState(false);
  const base = useRef(changedAt);
  const handle = useRef<BodyHandle>(null);
  const { keeper, isReady } = useSaving<Body>({
    userId,
    name: `page:${name}`,
    words: () => handle.current?.body() ?? body,
    send: async (text) => {
      const answer = await savePageAction(idle, formOf(name, base.current, text)).catch(() => null);
      if (answer?.status === 'done') base.current = answer.result.changedAt;
      return answerOf(answer);
    },
    version: 1,
    every: null,
    isOpen: isThere,
    putBack: () => {},
  });
  const { state } = keeper;

  return (
    <div className="editor">
      <header ref={tellBarHeight} className="editor-bar">
        <div className="editor-bar-row">
          <h1 className="editor-page-title">{words.pageTitles[name]}</h1>
          <SavingNote state={state} timeZone={timeZone} onReload={() => window.location.reload()} />
          <div className="editor-bar-buttons">
            <a
              className={buttonClass({ variant: 'quiet', small: true })}
              href={paths[name]}
              target="_blank"
              rel="noreferrer"
            >
              {words.viewPage}
            </a>
            <Button small disabled={!isReady} aria-keyshortcuts="Control+S" onClick={() => keeper.save()}>
              {words.savePage}
            </Button>
          </div>
        </div>
      </header>
      {keeper.left[0] && (
        <KeptWordsNote
          kept={keeper.left[0]}
          timeZone={timeZone}
          onPutBack={(kept) => {
            handle.current?.replace(kept.words);
            keeper.touch();
            keeper.forgetLeft(kept);
          }}
          onForget={(kept) => keeper.forgetLeft(kept)}
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
          error={state.is === 'kept' ? state.fields.body : undefined}
          handle={handle}
          onChange={() => keeper.touch()}
          onReady={() => setThere(true)}
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

function answerOf(answer: FormState<unknown> | null): SaveAnswer {
  if (answer?.status === 'done') return { is: 'done', version: 1 };
  if (answer?.status !== 'failed') return { is: 'unanswered', reason: words.noConnection };
  const { message, fields } = answer;
  const reason = Object.values(fields)[0] ?? message;
  return baseField in fields ? { is: 'conflict', reason } : { is: 'refused', reason, fields };
}
