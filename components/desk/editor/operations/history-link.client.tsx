'use client';

import Link from 'next/link';
import { buttonClass } from '#components/ui/button';
import { paths } from '#lib/paths';
import { moreWords as words } from '#lib/words/more';

/** Leads to all versions of the article, and what happened to it. What was typed last is saved as the editor closes. */
export const HistoryLink = ({ id }: { id: string }) => (
  <Link className={buttonClass({ variant: 'quiet', small: true })} href={paths.desk.revisions(id)} prefetch={false}>
    {words.history}
  </Link>
);
