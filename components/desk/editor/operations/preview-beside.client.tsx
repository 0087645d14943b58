'use client';

import { useRef, useState } from 'react';
import { PreviewPane } from '#components/desk/previews/preview-pane.client';
import { Button } from '#components/ui/button';
import { previewWords as words } from '#lib/words/previews';
import type { Operation } from './operation.ts';

/** Opens the draft as readers would see it beside the text, where the screen has room for both. */
export function PreviewBeside({ article, keeper, off }: Operation) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button
        ref={button}
        variant="quiet"
        small
        className="preview-beside"
        disabled={off}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {words.beside}
      </Button>
      {isOpen && (
        <PreviewPane
          articleId={article.id}
          version={keeper.version}
          onClose={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}
