'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button';
import { arrangementText, type FrontArrangement } from '#lib/front/rules';
import { paths } from '#lib/paths';
import { frontWords as words } from '#lib/words/front';

const widths = { phone: 390, tablet: 820, desktop: 1440 };
type Width = keyof typeof widths;

/** The real front page in an arrangement that is not public, as wide as it would be on a phone, a tablet, a desktop. */
export function FrontPreview({ arrangement, onClose }: { arrangement: FrontArrangement; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<Width>('desktop');
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  // A page wider than there is room for is drawn smaller, not narrower.
  useEffect(() => {
    const fit = () => {
      if (!stage.current || !frame.current) return;
      const scale = Math.min(1, stage.current.clientWidth / widths[width]);
      frame.current.toggleAttribute('data-narrow', scale < 1);
      Object.assign(frame.current.style, {
        width: `${widths[width]}px`,
        height: `${stage.current.clientHeight / scale}px`,
        scale: String(scale),
      });
    };
    fit();
    const watch = new ResizeObserver(fit);
    if (stage.current) watch.observe(stage.current);
    return () => watch.disconnect();
  }, [width]);
  return (
    <dialog ref={dialog} className="front-preview" aria-label={words.previewTitle} onClose={onClose}>
      <div className="front-preview-bar">
        <p>{words.previewHint}</p>
        <fieldset className="button-row">
          <legend className="front-unseen">{words.widths}</legend>
          {(Object.keys(widths) as Width[]).map((name) => (
            <Button key={name} variant="quiet" small aria-pressed={name === width} onClick={() => setWidth(name)}>
              {words.widthNames[name]}
            </Button>
          ))}
        </fieldset>
        <Button small onClick={onClose}>
          {words.closePreview}
        </Button>
      </div>
      <div ref={stage} className="front-stage">
        <iframe ref={frame} title={words.previewTitle} src={paths.desk.frontPreview(arrangementText(arrangement))} />
      </div>
    </dialog>
  );
}
