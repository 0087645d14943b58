'use client';

import '../sorting/sorting.css';
import Link from 'next/link';
import { startTransition, useEffect, useState } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { ChangeGroup } from '#components/desk/groups/change-group.client';
import { OrderNote } from '#components/desk/groups/order-note.client';
import { DragHandle } from '#components/desk/sorting/drag-handle.client';
import { Button } from '#components/ui/button';
import { Field, SelectField } from '#components/ui/field';
import { mergeGroupsAction, orderGroupsAction, removeGroupAction } from '#lib/groups/actions';
import type { GroupAtDesk } from '#lib/groups/desk-queries';
import { type GroupKind, inOrder, moved } from '#lib/groups/rules';
import { paths } from '#lib/paths';
import { groupWords as words } from '#lib/words/groups';
import { useSorting } from '../sorting/use-sorting.ts';

/** From how many on one looks for a name rather than at all of them. */
const many = 12;

/** All sections, topics or series, in their order, with all that can be done to each. */
export function Groups({ kind, groups }: { kind: GroupKind; groups: GroupAtDesk[] }) {
  const here = paths.desk.groups(kind);
  const [ordered, order, isOrdering] = useDeskAction(orderGroupsAction, here);
  const [ids, setIds] = useState(() => groups.map(({ id }) => id));
  const [said, setSaid] = useState('');
  const [sought, setSought] = useState('');
  const [merged, merge, isMerging] = useDeskAction(mergeGroupsAction, here);
  const [removed, remove, isRemoving] = useDeskAction(removeGroupAction, here);
  useEffect(() => setIds(groups.map(({ id }) => id)), [groups]);

  const shown = inOrder(
    groups.map(({ id }) => id),
    ids,
  );
  const nameOf = (id: string) => groups.find((group) => group.id === id)?.name ?? '';
  const save = (next: string[]) => {
    setIds(next);
    const data = new FormData();
    data.set('kind', kind);
    data.set('order', next.join(','));
    startTransition(() => order(data));
  };
  const { list, move, handle, markOf } = useSorting(shown, (next, id) => {
    setSaid(words.moved(nameOf(id), next.indexOf(id) + 1, next.length));
    save(next);
  });
  const before = ordered.status === 'done' ? ordered.result.before : null;
  const visible = shown
    .map((id) => groups.find((group) => group.id === id)!)
    .filter(({ name, hangulName }) =>
      `${name} ${hangulName ?? ''}`.toLowerCase().includes(sought.trim().toLowerCase()),
    );

  return (
    <>
      <Outcome state={merged} done={(done) => words.merged(done.from, done.into, done.articles)} />
      <Outcome state={removed} done={({ name }) => words.removed(name)} />
      {ordered.status === 'failed' && <Outcome state={ordered} />}
      {groups.length > many && (
        <div className="group-filter needs-script">
          <Field
            label={words.find}
            name="find"
            type="search"
            autoComplete="off"
            onChange={(event) => setSought(event.target.value)}
          />
        </div>
      )}
      {groups.length > 1 && (
        <OrderNote
          said={said}
          hint={words.orderHint}
          canUndo={before !== null}
          isBusy={isOrdering}
          onUndo={() => {
            setSaid(words.orderUndone);
            if (before) save(before);
          }}
        />
      )}
      <ol ref={list} className="rows rows-tight" aria-busy={isMerging || isRemoving}>
        {visible.map((group) => {
          const place = shown.indexOf(group.id);
          const step = (label: string, face: string, by: number) => {
            const to = place + by;
            const isEnd = to < 0 || to >= shown.length;
            return (
              <Button
                type="submit"
                variant="quiet"
                small
                name="order"
                value={isEnd ? shown.join(',') : moved(shown, place, to).join(',')}
                aria-disabled={isEnd}
                aria-label={label}
                onClick={(event) => {
                  event.preventDefault();
                  move(group.id, by);
                }}
              >
                {face}
              </Button>
            );
          };
          return (
            <li key={group.id} id={`group-${group.id}`} className="row group-row" {...markOf(group.id)}>
              <DragHandle label={words.handle(group.name)} {...handle(group.id)} />
              <div className="row-body">
                <p className="row-line">
                  <strong>{group.name}</strong>
                  {group.hangulName && <span lang="ko">{group.hangulName}</span>}
                  <span className="tag tag-quiet">
                    {group.articles === 0 ? words.none : words.articles(group.articles)}
                  </span>
                </p>
                <p className="row-meta">
                  <a href={pathOf(kind, group.slug)}>{decodeURI(pathOf(kind, group.slug))}</a>
                  {group.description && ` · ${group.description}`}
                </p>
                {kind === 'series' && group.articles > 0 && (
                  <p className="row-meta">
                    <Link href={paths.desk.oneSeries(group.id)} prefetch={false}>
                      {words.orderArticles}
                    </Link>
                  </p>
                )}
              </div>
              {/* posts the order after the move before the script is there */}
              <form action={order} className="row-move">
                <input type="hidden" name="kind" value={kind} />
                {step(words.up(group.name), '↑', -1)}
                {step(words.down(group.name), '↓', 1)}
              </form>
              <ChangeGroup kind={kind} group={group}>
                {groups.length > 1 && (
                  <details>
                    <summary className="button button-quiet button-small">{words.merge}</summary>
                    <form action={merge} className="stack">
                      <input type="hidden" name="kind" value={kind} />
                      <input type="hidden" name="id" value={group.id} />
                      <p className="note">{words.mergeText(group.name, group.articles)}</p>
                      <SelectField label={words.mergeInto} name="into" required defaultValue="">
                        <option value="">{words.mergeChoose}</option>
                        {groups
                          .filter(({ id }) => id !== group.id)
                          .map(({ id, name }) => (
                            <option key={id} value={id}>
                              {name}
                            </option>
                          ))}
                      </SelectField>
                      <Button type="submit" variant="danger" small disabled={isMerging}>
                        {words.mergeYes}
                      </Button>
                    </form>
                  </details>
                )}
                {group.articles === 0 && (
                  <details>
                    <summary className="button button-quiet button-small">{words.removeAsk}</summary>
                    <form action={remove} className="stack">
                      <input type="hidden" name="kind" value={kind} />
                      <input type="hidden" name="id" value={group.id} />
                      <p className="note">{words.removeText(group.name)}</p>
                      <Button type="submit" variant="danger" small disabled={isRemoving}>
                        {words.remove}
                      </Button>
                    </form>
                  </details>
                )}
              </ChangeGroup>
            </li>
          );
        })}
      </ol>
      {groups.length > 0 && visible.length === 0 && <p className="empty">{words.noneFound(sought)}</p>}
    </>
  );
}

const pathOf = (kind: GroupKind, slug: string): string => paths[kind](slug);
