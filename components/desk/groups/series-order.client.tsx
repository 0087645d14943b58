'use client';

import '../sorting/sorting.css';
import Link from 'next/link';
import { startTransition, useEffect, useState } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { OrderNote } from '#components/desk/groups/order-note.client';
import { DragHandle } from '#components/desk/sorting/drag-handle.client';
import { Button, buttonClass } from '#components/ui/button';
import { orderSeriesAction } from '#lib/groups/actions';
import type { SeriesAtDesk } from '#lib/groups/desk-queries';
import { inOrder } from '#lib/groups/rules';
import { paths } from '#lib/paths';
import { editorWords } from '#lib/words/editor';
import { groupWords as words } from '#lib/words/groups';
import { useSorting } from '../sorting/use-sorting.ts';

/** The articles of a series, to be put in the order in which readers go through them. */
export function SeriesOrder({ series }: { series: SeriesAtDesk }) {
  const [ordered, order, isOrdering] = useDeskAction(orderSeriesAction, paths.desk.oneSeries(series.id));
  const [ids, setIds] = useState(() => series.articles.map(({ id }) => id));
  const [said, setSaid] = useState('');
  useEffect(() => setIds(series.articles.map(({ id }) => id)), [series]);
  const shown = inOrder(
    series.articles.map(({ id }) => id),
    ids,
  );
  const articleOf = (id: string) => series.articles.find((article) => article.id === id)!;
  const nameOf = (id: string) => articleOf(id).headline || editorWords.untitled;
  /** An empty order is that of publication. */
  const save = (next: string[]) => {
    if (next.length > 0) setIds(next);
    const data = new FormData();
    data.set('id', series.id);
    data.set('order', next.join(','));
    startTransition(() => order(data));
  };
  const { list, move, handle, markOf } = useSorting(shown, (next, id) => {
    setSaid(words.moved(nameOf(id), next.indexOf(id) + 1, next.length));
    save(next);
  });
  const before = ordered.status === 'done' ? ordered.result.before : null;

  return (
    <>
      {ordered.status === 'failed' && <Outcome state={ordered} />}
      <OrderNote
        said={said}
        hint={series.isByHand ? words.isByHand : words.isByDate}
        canUndo={before !== null}
        isBusy={isOrdering}
        onUndo={() => {
          setSaid(words.orderUndone);
          if (before) save(before);
        }}
      >
        {series.isByHand && (
          <button
            type="button"
            className={buttonClass({ variant: 'quiet', small: true })}
            disabled={isOrdering}
            onClick={() => {
              setSaid(words.isByDate);
              save([]);
            }}
          >
            {words.byDate}
          </button>
        )}
      </OrderNote>
      <ol ref={list} className="rows rows-tight">
        {shown.map((id, place) => {
          const article = articleOf(id);
          const step = (label: string, face: string, by: number) => {
            const isEnd = place + by < 0 || place + by >= shown.length;
            return (
              <Button variant="quiet" small aria-disabled={isEnd} aria-label={label} onClick={() => move(id, by)}>
                {face}
              </Button>
            );
          };
          return (
            <li key={id} className="row group-row" {...markOf(id)}>
              <DragHandle label={words.handle(nameOf(id))} {...handle(id)} />
              <div className="row-body">
                <p className="row-line">
                  <span className="part-number">{place + 1}</span>
                  <Link
                    href={paths.desk.article(id)}
                    prefetch={false}
                    lang={article.language === 'ko' ? 'ko' : undefined}
                  >
                    {nameOf(id)}
                  </Link>
                  {!article.isPublic && <span className="tag tag-quiet">{words.notPublic}</span>}
                </p>
              </div>
              <div className="row-move">
                {step(words.up(nameOf(id)), '↑', -1)}
                {step(words.down(nameOf(id)), '↓', 1)}
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}
