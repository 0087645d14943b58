'use client';

import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { useContext, useEffect, useId, useState } from 'react';
import { GrowingText } from '#components/desk/editor/growing-text.client';
import { buttonClass } from '#components/ui/button';
import { editorWords as words } from '#lib/words/editor';
import { PicturesContext } from './pictures-context.ts';

/** A picture in the text, with fields for its words and buttons to move and remove it. */
export function FigureView({ node, editor, getPos, updateAttributes, deleteNode, selected }: NodeViewProps) {
  const pictures = useContext(PicturesContext);
  const { media, alt, caption, credit } = node.attrs as Record<'media' | 'alt' | 'caption' | 'credit', string>;
  const picture = pictures[media];
  const canChange = editor.isEditable;

  /** Enter goes on to the text below; Escape leaves the field with the picture selected. */
  const onKeyDown = (event: React.KeyboardEvent) => {
    const pos = getPos();
    if (event.nativeEvent.isComposing || pos === undefined) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      leaveBelow(editor, pos + node.nodeSize);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, pos)));
      editor.view.focus();
    }
  };

  return (
    <NodeViewWrapper as="figure" className="editor-figure" data-selected={selected || undefined}>
      {picture ? (
        <img src={picture.src} width={picture.width} height={picture.height} alt={alt} draggable={false} />
      ) : (
        <p className="editor-figure-gone">{words.pictureGone}</p>
      )}
      <div className="editor-figure-fields" contentEditable={false} lang="en">
        <FigureField
          label={words.caption}
          value={caption}
          disabled={!canChange}
          onChange={(value) => updateAttributes({ caption: value })}
          onKeyDown={onKeyDown}
        />
        <FigureField
          label={words.credit}
          value={credit}
          disabled={!canChange}
          onChange={(value) => updateAttributes({ credit: value })}
          onKeyDown={onKeyDown}
        />
        <FigureField
          label={words.alt}
          value={alt}
          hint={words.altHint}
          missing={alt.trim() === '' ? words.altMissing : undefined}
          disabled={!canChange}
          onChange={(value) => updateAttributes({ alt: value })}
          onKeyDown={onKeyDown}
        />
        {canChange && (
          <div className="editor-figure-buttons">
            <button
              type="button"
              className={buttonClass({ variant: 'quiet', small: true })}
              onClick={() => move(editor, getPos(), -1)}
            >
              {words.moveUp}
            </button>
            <button
              type="button"
              className={buttonClass({ variant: 'quiet', small: true })}
              onClick={() => move(editor, getPos(), 1)}
            >
              {words.moveDown}
            </button>
            <button
              type="button"
              className={buttonClass({ variant: 'quiet', small: true })}
              onClick={() => {
                deleteNode();
                editor.commands.focus();
              }}
            >
              {words.removePicture}
            </button>
          </div>
        )}
      </div>
    </NodeViewWrapper>
  );
}

type FieldProps = {
  label: string;
  value: string;
  hint?: string;
  missing?: string;
  disabled: boolean;
  onChange: (value: string) => void;
  onKeyDown: (event: React.KeyboardEvent) => void;
};

/** Keeps what is typed itself and follows the text when that changes by undo: the caret stays where it is. */
function FigureField({ label, value, hint, missing, disabled, onChange, onKeyDown }: FieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <GrowingText
        id={id}
        value={typed}
        placeholder={hint}
        disabled={disabled}
        aria-invalid={missing ? true : undefined}
        aria-describedby={missing ? `${id}-missing` : undefined}
        onText={(text) => {
          setTyped(text);
          onChange(text);
        }}
        onKeyDown={onKeyDown}
      />
      {missing && (
        <p id={`${id}-missing`} className="field-error">
          {missing}
        </p>
      )}
    </div>
  );
}

/** Takes the block before or after it to its other side: the figure stays what it is, and so does the focus on a button. */
function move(editor: NodeViewProps['editor'], pos: number | undefined, direction: -1 | 1): void {
  if (pos === undefined) return;
  const { doc, tr } = editor.state;
  const figure = doc.nodeAt(pos);
  const neighbour = doc.maybeChild(doc.resolve(pos).index(0) + direction);
  if (!figure || !neighbour) return;
  const start = direction === -1 ? pos - neighbour.nodeSize : pos + figure.nodeSize;
  tr.delete(start, start + neighbour.nodeSize);
  tr.insert(direction === -1 ? start + figure.nodeSize : pos, neighbour);
  editor.view.dispatch(tr);
}

/** Puts the caret into the text that follows at `pos`, making a paragraph there when another picture follows. */
function leaveBelow(editor: NodeViewProps['editor'], pos: number): void {
  const { tr, schema } = editor.state;
  if (!tr.doc.nodeAt(pos)?.isTextblock) tr.insert(pos, schema.nodes.paragraph!.create());
  tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1))).scrollIntoView();
  editor.view.dispatch(tr);
  editor.view.focus();
}
