'use client';

import type { MouseEvent } from 'react';
import { buttonClass } from '#components/ui/button';
import { paths } from '#lib/paths';
import { pastingWords as words } from '#lib/words/pasting';

type Props = { id: string; as: 'html' | 'markdown'; isUnsaved: () => boolean; save: () => Promise<boolean> };

/** Takes the article home as a file. What was typed last is saved first, so that it is in it. */
export function ExportLink({ id, as, isUnsaved, save }: Props) {
  const saveFirst = async (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isUnsaved()) return;
    event.preventDefault();
    const { href } = event.currentTarget;
    if (await save()) window.location.assign(href); // an attachment: this page stays
  };
  return (
    <a
      className={buttonClass({ variant: 'quiet', small: true })}
      href={paths.desk.export(id, as)}
      download
      onClick={saveFirst}
    >
      {as === 'html' ? words.exportHtml : words.exportMarkdown}
    </a>
  );
}
