import { type PointerEvent, useRef, useState } from 'react';

/** Where something is dropped: as a lead, as a second, or so far down the column of a section ('' without one). */
type Target = { place: 'lead' } | { place: 'second'; at: number } | { place: 'column'; section: string; at: number };

/** Dragging by mouse, pen or finger between places that carry `data-slot`. What is dragged is moved when it is dropped. */
export function useFrontDrag({ onDrop }: { onDrop: (id: string, target: Target) => void }) {
  const [dragged, setDragged] = useState<{ id: string } | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const ghost = useRef<HTMLParagraphElement>(null);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  const handle = (id: string) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragged({ id });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (dragged?.id !== id) return;
      if (ghost.current) ghost.current.style.translate = `${event.clientX + 14}px ${event.clientY + 10}px`;
      scrollAtEdge(event.clientY);
      setOver(slotAt(event.clientX, event.clientY));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (dragged?.id !== id) return;
      const slot = slotAt(event.clientX, event.clientY);
      end();
      if (slot) onDrop(id, targetOf(slot));
    },
    onPointerCancel: end,
  });
  return { dragged, over, ghost, handle };
}

/** The place under the pointer, by its name. */
const slotAt = (x: number, y: number): string | null =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-slot]')?.dataset.slot ?? null;

function targetOf(slot: string): Target {
  const [where, ...rest] = slot.split(':');
  if (where === 'lead') return { place: 'lead' };
  if (where === 'second') return { place: 'second', at: Number(rest[0]) };
  return { place: 'column', section: rest.slice(0, -1).join(':'), at: Number(rest.at(-1)) };
}

const edge = 60;

function scrollAtEdge(y: number): void {
  if (y < edge) window.scrollBy(0, -14);
  else if (y > window.innerHeight - edge) window.scrollBy(0, 14);
}
