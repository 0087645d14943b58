'use client';

import { DragHandle } from '#components/desk/sorting/drag-handle.client';
import { Button } from '#components/ui/button';
import { frontWords as words } from '#lib/words/front';
import { groupWords } from '#lib/words/groups';
import { useSorting } from '../sorting/use-sorting.ts';

type Props = {
  sections: { id: string; name: string; hangulName: string | null; isHidden: boolean }[];
  onOrder: (order: string[], sentence: string) => void;
  onHide: (id: string, isHidden: boolean) => void;
};

/** Sections in the order of their columns: to be moved, and hidden. */
export function ColumnOrder({ sections, onOrder, onHide }: Props) {
  const ids = sections.map(({ id }) => id);
  const nameOf = (id: string) => sections.find((section) => section.id === id)!.name;
  const { list, move, handle, markOf } = useSorting(ids, (next, id) =>
    onOrder(next, groupWords.moved(nameOf(id), next.indexOf(id) + 1, next.length)),
  );
  return (
    <section className="front-order">
      <h2>{words.order}</h2>
      <ol ref={list} className="rows rows-tight">
        {sections.map(({ id, name, hangulName, isHidden }, place) => {
          const step = (label: string, face: string, by: number) => (
            <Button
              variant="quiet"
              small
              aria-disabled={ids[place + by] === undefined}
              aria-label={label}
              onClick={() => move(id, by)}
            >
              {face}
            </Button>
          );
          return (
            <li key={id} className="row group-row" {...markOf(id)}>
              <DragHandle label={groupWords.handle(name)} {...handle(id)} />
              <div className="row-body">
                <p className="row-line">
                  <span className={isHidden ? 'struck' : undefined}>{name}</span>
                  {hangulName && <span lang="ko">{hangulName}</span>}
                  {isHidden && <span className="tag tag-quiet">{words.hidden}</span>}
                </p>
              </div>
              <div className="row-move">
                {step(groupWords.up(name), '↑', -1)}
                {step(groupWords.down(name), '↓', 1)}
              </div>
              <Button
                variant="quiet"
                small
                aria-label={isHidden ? words.showLabel(name) : words.hideLabel(name)}
                onClick={() => onHide(id, !isHidden)}
              >
                {isHidden ? words.show : words.hide}
              </Button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
