import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { moved } from '#lib/groups/rules';

/** What is being dragged, and the place it would take, counted without it. */
type Dragged = { id: string; to: number };

/**
 * A list that is put in order by dragging its handles, by mouse, pen or finger, or with Alt and an arrow key on them. The
 * list's items carry `data-id`. `onOrder` gets the new order and what was moved.
 */
export function useSorting(ids: string[], onOrder: (order: string[], id: string) => void) {
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<Dragged | null>(null);
  /** Moving it takes the focus from what is moved. */
  const focused = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (focused.current && document.activeElement !== focused.current) focused.current.focus();
    focused.current = null;
  });

  const put = (id: string, to: number) => {
    const from = ids.indexOf(id);
    if (from < 0 || to < 0 || to >= ids.length || to === from) return;
    focused.current = document.activeElement as HTMLElement | null;
    onOrder(moved(ids, from, to), id);
  };
  /** Moves one by `step` places. */
  const move = (id: string, step: number) => put(id, ids.indexOf(id) + step);

  /** The place under the pointer: after every other item whose middle is above it. */
  const placeAt = (id: string, y: number): number => {
    const others = [...(list.current?.children ?? [])].filter((item) => (item as HTMLElement).dataset.id !== id);
    return others.filter((item) => {
      const { top, height } = item.getBoundingClientRect();
      return y > top + height / 2;
    }).length;
  };

  const handle = (id: string) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragged({ id, to: ids.indexOf(id) });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (dragged?.id !== id) return;
      scrollAtEdge(event.clientY);
      setDragged({ id, to: placeAt(id, event.clientY) });
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (dragged?.id !== id) return;
      setDragged(null);
      put(id, placeAt(id, event.clientY));
    },
    onPointerCancel: () => setDragged(null),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key === 'Escape') setDragged(null);
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step || !event.altKey) return;
      event.preventDefault();
      move(id, step);
    },
  });

  /** How an item is drawn meanwhile: where the dragged one would land is a line. */
  const markOf = (id: string): { 'data-id': string; 'data-dragged'?: ''; 'data-drop'?: 'before' | 'after' } => {
    if (!dragged || ids[dragged.to] === undefined) return { 'data-id': id };
    if (dragged.id === id) return { 'data-id': id, 'data-dragged': '' };
    const others = ids.filter((other) => other !== dragged.id);
    if (others[dragged.to] === id) return { 'data-id': id, 'data-drop': 'before' };
    if (dragged.to === others.length && others.at(-1) === id) return { 'data-id': id, 'data-drop': 'after' };
    return { 'data-id': id };
  };

  return { list, move, handle, markOf };
}

const edge = 60;

function scrollAtEdge(y: number): void {
  if (y < edge) window.scrollBy(0, -12);
  else if (y > window.innerHeight - edge) window.scrollBy(0, 12);
}
