'use client';

import './preview-pane.css';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { buttonClass } from '#components/ui/button';
import { paths } from '#lib/paths';
import { previewWords as words } from '#lib/words/previews';

/** Width of the page in each frame, in pixels. */
const widths = { phone: 360, tablet: 768, desktop: 1280 } as const;
type Width = keyof typeof widths;

/** Milliseconds after a save: somebody who types on is not to see the page flicker with every second word. */
const rest = 600;

type Props = { articleId: string; version: number; onClose: () => void };

/** The draft beside the editor, in a frame as wide as a phone, a tablet or a desk, drawn smaller where there is less room. */
export function PreviewPane({ articleId, version, onClose }: Props) {
  const [width, setWidth] = useState<Width>('phone');
  const [room, setRoom] = useState({ width: 0, height: 0 });
  const stage = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const shown = useRef(version);

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(stage.current!);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (version === shown.current) return;
    const timer = setTimeout(() => {
      shown.current = version;
      frame.current?.contentWindow?.location.reload(); // which keeps its place
    }, rest);
    return () => clearTimeout(timer);
  }, [version]);

  const scale = Math.min(1, room.width / widths[width]) || 1;
  return createPortal(
    <aside className="preview-pane" aria-label={words.beside}>
      <div className="preview-pane-head">
        <Choice
          label={words.width}
          names={words.widths}
          options={Object.keys(widths) as Width[]}
          chosen={width}
          onChoose={setWidth}
        />
        <button type="button" className={buttonClass({ variant: 'quiet', small: true })} onClick={onClose}>
          {words.hide}
        </button>
      </div>
      <div ref={stage} className="preview-pane-stage">
        <iframe
          ref={frame}
          title={words.frame}
          src={`${paths.desk.preview(articleId)}?framed=1`}
          style={{
            width: widths[width],
            height: room.height / scale,
            transform: `scale(${scale})`,
          }}
        />
      </div>
    </aside>,
    document.body,
  );
}

type ChoiceProps<Option extends string> = {
  label: string;
  names: Record<Option, string>;
  options: readonly Option[];
  chosen: Option;
  onChoose: (option: Option) => void;
};

function Choice<Option extends string>({ label, names, options, chosen, onChoose }: ChoiceProps<Option>) {
  return (
    <fieldset className="preview-pane-choice">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option}>
          <input type="radio" name={label} checked={option === chosen} onChange={() => onChoose(option)} />
          {names[option]}
        </label>
      ))}
    </fieldset>
  );
}
