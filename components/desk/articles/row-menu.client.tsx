'use client';

import '../action-menu.css';
import { startTransition } from 'react';
import { useFormAction } from '#components/desk/desk-action.client';
import { duplicateArticleAction } from '#lib/articles/lists/actions';
import type { ListChange } from '#lib/articles/lists/rules';
import { paths } from '#lib/paths';
import { listWords } from '#lib/words/lists';
import { useChange } from './article-list.client.tsx';

const words = listWords.menu;

export type RowChange = Extract<ListChange['kind'], 'unpublish' | 'trash' | 'unpublish-trash' | 'restore' | 'delete'>;

type Props = {
  id: string;
  headline: string;
  /** Where readers find it; null while they do not. */
  publicSlug: string | null;
  mayDuplicate: boolean;
  /** Which changes this person may make. */
  changes: RowChange[];
};

/** What can be done with one article from its row. */
export function RowMenu({ id, headline, publicSlug, mayDuplicate, changes }: Props) {
  const change = useChange();
  const [duplication, duplicate] = useFormAction(duplicateArticleAction, paths.desk.articles);
  const menuId = `menu-${id}`;
  const close = () => document.getElementById(menuId)?.hidePopover();
  return (
    <div className="row-menu needs-script">
      <button
        type="button"
        className="row-menu-button"
        popoverTarget={menuId}
        aria-label={words.open(headline || listWords.untitled)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      <ul id={menuId} popover="auto" className="action-menu">
        {publicSlug && (
          <li>
            <a href={paths.article(publicSlug)} target="_blank" rel="noreferrer" onClick={close}>
              {words.view} ↗
            </a>
          </li>
        )}
        {mayDuplicate && (
          <li>
            <button
              type="button"
              onClick={() => {
                const data = new FormData();
                data.set('id', id);
                startTransition(() => duplicate(data));
              }}
            >
              {words.duplicate}
            </button>
          </li>
        )}
        {changes.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              className={kind === 'restore' ? undefined : 'button-danger'}
              onClick={() => {
                close();
                change(kind, [id]);
              }}
            >
              {words[kind]}
            </button>
          </li>
        ))}
        {duplication.status === 'failed' && <li role="alert">{duplication.message}</li>}
      </ul>
    </div>
  );
}
