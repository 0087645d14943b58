'use client';

import type { KeyboardEvent } from 'react';
import { DragHandle } from '#components/desk/sorting/drag-handle.client';
import { Button } from '#components/ui/button';
import { frontWords as words } from '#lib/words/front';
import type { ArticleToPlace } from './front-arranger.client.tsx';
import type { useFrontDrag } from './use-front-drag.ts';

export type PlaceToChoose = { name: string; choose: () => void };
type Props = {
  article: ArticleToPlace;
  kind: 'lead' | 'second' | 'line' | 'found';
  /** How it came to stand there, when not by itself; or where it stands. */
  mark: string | null;
  isCarried: boolean;
  isDragged: boolean;
  handle: ReturnType<ReturnType<typeof useFrontDrag>['handle']>;
  /** Whether the key was for it. */
  onKey: (key: string) => boolean;
  onLeave: () => void;
  places: PlaceToChoose[];
  onRelease?: () => void;
};

/** An article on the board: to be dragged, moved by keyboard, or sent to one of the places that there are for it. */
export function PlacedArticle({ article, kind, mark, isCarried, isDragged, handle, onKey, onLeave, ...more }: Props) {
  const { headline, section, picture } = article;
  const withPicture = picture && (kind === 'lead' || kind === 'second');
  return (
    <div
      className={`placed placed-${kind}`}
      data-carried={isCarried ? '' : undefined}
      data-dragged={isDragged ? '' : undefined}
    >
      <DragHandle
        id={`${kind === 'found' ? 'found' : 'take'}-${article.id}`}
        label={words.take(headline)}
        aria-pressed={isCarried}
        {...handle}
        onKeyDown={(event) => {
          if (!event.altKey && !event.ctrlKey && !event.metaKey && onKey(event.key)) event.preventDefault();
        }}
        onBlur={onLeave}
      />
      {withPicture && <img src={picture.src} alt="" loading="lazy" decoding="async" draggable={false} />}
      <div className="placed-words">
        <p className="placed-headline" lang={article.language === 'ko' ? 'ko' : undefined}>
          {headline}
        </p>
        <p className="row-meta">
          {kind !== 'line' && (section?.name ?? words.other)}
          {mark && <span className="tag tag-quiet">{mark}</span>}
        </p>
        <div className="placed-ways">
          <select
            aria-label={words.moveTo(headline)}
            value=""
            onKeyDown={openChoices}
            onChange={(event) => more.places[Number(event.target.value)]?.choose()}
          >
            <option value="">{words.moveToShort}</option>
            {more.places.map(({ name }, index) => (
              <option key={name} value={index}>
                {name}
              </option>
            ))}
          </select>
          {more.onRelease && (
            <Button variant="quiet" small aria-label={words.releaseLabel(headline)} onClick={more.onRelease}>
              {words.release}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

/** The places are looked at before one is chosen: with its list closed, a select takes the next one at each arrow key. */
function openChoices(event: KeyboardEvent<HTMLSelectElement>): void {
  const select = event.currentTarget;
  const isOpen = CSS.supports('selector(:open)') && select.matches(':open');
  if (isOpen || !['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) return;
  event.preventDefault();
  select.showPicker();
}
