'use client';

import './blocks-editor.css';
import type { EditorView } from '@tiptap/pm/view';
import { type Editor, EditorContent, useEditor } from '@tiptap/react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { EditorDialogs } from '#components/desk/editor/editor-dialogs.client';
import { FindBar } from '#components/desk/editor/find-bar.client';
import { PasteNotes } from '#components/desk/editor/pasting/paste-notes.client';
import { SelectionMenu } from '#components/desk/editor/selection-menu.client';
import { StatusLine } from '#components/desk/editor/status-line.client';
import { Toolbar } from '#components/desk/editor/toolbar.client';
import type { Body } from '#lib/body/body';
import { copyPicture } from '#lib/media/actions';
import { acceptedTypes } from '#lib/media/rules';
import { editorWords as words } from '#lib/words/editor';
import { sendPicture } from '../send-picture.ts';
import { useFilePicker } from '../use-file-picker.client.tsx';
import type { Ask, DialogName } from './commands.ts';
import { bodyExtensions } from './extensions.ts';
import { followText } from './follow-text.ts';
import { countComing } from './pasting/coming-pictures.ts';
import type { PasteHost, PasteNote } from './pasting/pasting.ts';
import { addPictures, countUploads, filesIn, isPicture, type Pictures } from './picture-uploads.ts';
import { refusalsOf, useDroppedFiles } from './use-dropped-files.ts';

/** What the form around the text asks of it. */
export type BodyHandle = {
  body: () => Body;
  replace: (body: Body, pictures?: Pictures) => void;
  /** The same for what was written in another window: undo does not take that back. */
  follow: (body: Body, pictures: Pictures) => void;
  focus: () => void;
  isBusy: () => boolean;
};

type Props = {
  initial: Body;
  pictures: Pictures;
  language: string;
  editable: boolean;
  error?: string;
  handle: RefObject<BodyHandle | null>;
  /** A person has changed the text; not called for `replace` and `follow`. */
  onChange: () => void;
  onReady: (editor: Editor) => void;
};

/** The text of an article or page, written in the type in which it is published. */
export function BodyEditor({ initial, pictures, language, editable, error, handle, onChange, onReady }: Props) {
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [refusals, setRefusals] = useState<string[]>([]);
  const [known] = useState<Pictures>(() => ({ ...pictures })); // grows with what is added here
  const doc = useRef<Editor['state']['doc']>(null); // outlives an editor that is made again when the page comes back
  const isReplacing = useRef(false);
  const picturesGoTo = useRef<number | null | 'gallery'>(null);
  const picker = useFilePicker(acceptedTypes, (files) => take(files, picturesGoTo.current), { several: true });
  const [ask] = useState<Ask>(() => ({
    dialog: setDialog,
    pictures: (where) => {
      picturesGoTo.current = where === 'caret' ? null : where;
      picker.open();
    },
  }));
  const [notes, setNotes] = useState<PasteNote[]>([]);
  const latest = useRef({ onChange, onReady, language });
  latest.current = { onChange, onReady, language };
  const [pasteHost] = useState<PasteHost>(() => ({
    language: () => latest.current.language,
    pictures: known,
    doors: { copy: copyPicture, upload: sendPicture },
    say: (said, keep) =>
      setNotes((present) =>
        keep ? [...present.filter(({ id }) => said.every((note) => note.id !== id)), ...said] : said,
      ),
  }));

  const live = useRef<Editor>(null);
  const find = useRef<(withReplace: boolean) => void>(null);
  const take = (files: File[], at: number | null | 'gallery') => {
    if (!live.current || files.length === 0) return;
    setRefusals([]);
    addPictures(live.current, files, at, known).then(setRefusals);
  };

  // The same at each drawing: the editor would otherwise set all of them anew, in the middle of what is being typed.
  const [extensions] = useState(() => bodyExtensions({ picture: (media) => known[media], ask, pasteHost }));
  const [handlers] = useState(() => ({
    handlePaste: (_view: EditorView, event: ClipboardEvent) => {
      const files = filesIn(event.clipboardData);
      const refusals = refusalsOf(files);
      if (refusals.length > 0) pasteHost.say(refusals);
      take(files.filter(isPicture), null);
      return files.length > 0;
    },
    handleDrop: (_view: EditorView, event: DragEvent) => filesIn(event.dataTransfer).length > 0, // see useDroppedFiles
  }));
  const editorProps = useMemo(() => ({ ...handlers, attributes: textbox(language) }), [handlers, language]);

  const editor = useEditor({
    immediatelyRender: false, // the first drawing is the server's
    injectNonce: pageNonce(), // for the style sheet that it brings along
    extensions,
    content: initial,
    onBeforeCreate: ({ editor }) => {
      if (doc.current) editor.options.content = doc.current.toJSON();
    },
    editable,
    editorProps,
    onUpdate: ({ editor, transaction }) => {
      if (!transaction.docChanged) return;
      doc.current = editor.state.doc;
      if (!isReplacing.current) latest.current.onChange();
    },
  });

  useEffect(() => {
    live.current = editor;
    if (!editor) return;
    const withoutTouch = (change: () => void) => {
      isReplacing.current = true;
      change();
      isReplacing.current = false;
    };
    handle.current = {
      body: () => (doc.current ?? editor.state.doc).toJSON() as Body,
      replace: (body, pictures) => {
        Object.assign(known, pictures);
        withoutTouch(() => editor.commands.setContent(body, { emitUpdate: true }));
      },
      follow: (body, pictures) => {
        Object.assign(known, pictures);
        withoutTouch(() => followText(editor, body));
      },
      focus: () => editor.commands.focus('start'),
      isBusy: () => countUploads(editor.state) + countComing(editor.state) > 0,
    };
    latest.current.onReady(editor);
  }, [editor, handle, known]);
  useDroppedFiles(editor, take, pasteHost.say);
  useEffect(() => editor?.setEditable(editable), [editor, editable]); // told as an update: fields of pictures follow

  return (
    <>
      {editor && <Toolbar editor={editor} ask={ask} />}
      {editor && <FindBar editor={editor} opener={find} />}
      <div role="alert" className="editor-refusals">
        {error && <p className="field-error">{error}</p>}
        {refusals.map((refusal) => (
          <p key={refusal} className="field-error">
            {refusal}
          </p>
        ))}
      </div>
      <EditorContent editor={editor} className="editor-body" />
      <PasteNotes
        notes={notes}
        onDismiss={(ids) => setNotes((present) => present.filter(({ id }) => !ids.includes(id)))}
      />
      {picker.field}
      {editor && <StatusLine editor={editor} onFind={() => find.current?.(false)} />}
      {editor && <SelectionMenu editor={editor} ask={ask} />}
      {editor && dialog && (
        <EditorDialogs editor={editor} name={dialog} pictures={known} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

const textbox = (language: string) => ({
  role: 'textbox',
  'aria-multiline': 'true',
  'aria-label': words.text,
  'data-hint': words.textHint,
  lang: language,
  class: 'article-body',
});

/** What the policy of this page lets inline pieces in by. */
function pageNonce(): string | undefined {
  return typeof document === 'undefined'
    ? undefined
    : document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
}
