'use client';

import './front.css';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ArticleFinder } from '#components/desk/front/article-finder.client';
import { ColumnOrder } from '#components/desk/front/column-order.client';
import { type ArrangementInHistory, FrontHistory } from '#components/desk/front/front-history.client';
import { FrontPreview } from '#components/desk/front/front-preview.client';
import { PlacedArticle } from '#components/desk/front/placed-article.client';
import { Button } from '#components/ui/button';
import { SelectField } from '#components/ui/field';
import type { FrontAtDesk } from '#lib/front/desk-queries';
import {
  arrangeFront,
  byItself,
  type FrontArrangement,
  inColumns,
  mostSeconds,
  namedIn,
  place,
  release,
  type Slot,
  slotOf,
  slotsFor,
} from '#lib/front/rules';
import { frontWords as words } from '#lib/words/front';
import { useFrontDrag } from './use-front-drag.ts';
import { useFrontPublishing } from './use-front-publishing.ts';

export type ArticleToPlace = FrontAtDesk['articles'][number];
type Props = Omit<FrontAtDesk, 'history'> & { history: ArrangementInHistory[] };

/** What somebody moves by keyboard: from where, and to which of the slots that there are for it. */
type Carried = { id: string; start: FrontArrangement; slots: Slot[]; at: number };

/** The front page as it is, with what stands on it to be taken and put elsewhere. Nothing is public until it is published. */
export function FrontArranger({ arrangement: publicOne, history, sections, articles: offered, gone }: Props) {
  const newest = history[0]?.id ?? '';
  const [arrangement, setArrangement] = useState(publicOne);
  const [past, setPast] = useState<FrontArrangement[]>([]);
  const [found, setFound] = useState<ArticleToPlace[]>([]);
  const [said, setSaid] = useState('');
  const [carried, setCarried] = useState<Carried | null>(null);
  const [isPreviewing, setPreviewing] = useState(false);

  const known = [...offered, ...found.filter(({ id }) => offered.every((one) => one.id !== id))];
  const named = namedIn(arrangement);
  /** What was found and is not arranged is older than all that comes to the front page by itself. */
  const articles = known.filter((article) => offered.includes(article) || named.includes(article.id));
  const front = arrangeFront(articles, sections, arrangement);
  const isChanged = JSON.stringify(arrangement) !== JSON.stringify(publicOne);
  const publishing = useFrontPublishing({ newest, say: setSaid });
  // What is public is on the board, unless somebody has changed the board meanwhile: then it stays, and publishing says so.
  const basis = useRef({ id: newest, arrangement: publicOne });
  useEffect(() => {
    if (basis.current.id === newest) return;
    const wasChanged = JSON.stringify(arrangement) !== JSON.stringify(basis.current.arrangement);
    if (!wasChanged || publishing.isOwn(newest)) {
      setArrangement(publicOne);
      setPast([]);
      basis.current = { id: newest, arrangement: publicOne };
    }
  });

  const articleOf = (id: string) => known.find((article) => article.id === id)!;
  const sectionOf = (article: ArticleToPlace) => article.section?.name ?? words.other;
  const slotName = (article: ArticleToPlace, slot: Slot | null): string => {
    if (slot?.place === 'lead') return words.leadSlot;
    if (slot?.place === 'second') return words.secondSlot(slot.at + 1);
    return slot ? words.columnSlot(sectionOf(article), slot.at + 1) : words.notOnPage;
  };
  const change = (next: FrontArrangement, sentence: string) => {
    setPast((steps) => [...steps, arrangement]);
    setArrangement(next);
    setSaid(sentence);
  };
  const put = (article: ArticleToPlace, slot: Slot) => {
    const before = slotOf(article.id, front);
    if (before && JSON.stringify(before) === JSON.stringify(slot) && named.includes(article.id)) return;
    change(place(arrangement, article, slot, front), words.put(article.headline, slotName(article, slot)));
  };

  /** Where the focus goes when what has it is drawn anew elsewhere. */
  const focusOn = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (focusOn.current) document.getElementById(`take-${focusOn.current}`)?.focus();
    focusOn.current = null;
  });
  const takeUp = (id: string) => {
    const article = articleOf(id);
    const slots = slotsFor(article, front, arrangement.seconds.length);
    const now = slotOf(id, front);
    const at = slots.findIndex((slot) => JSON.stringify(slot) === JSON.stringify(now));
    setCarried({ id, start: arrangement, slots, at });
    setSaid(words.taken(article.headline, slotName(article, now)));
  };
  const carry = (to: number) => {
    if (!carried?.slots[to]) return;
    const article = articleOf(carried.id);
    const slot = carried.slots[to];
    const startFront = arrangeFront(articles, sections, carried.start);
    focusOn.current = carried.id;
    setCarried({ ...carried, at: to });
    setArrangement(place(carried.start, article, slot, startFront));
    setSaid(words.carried(article.headline, slotName(article, slot)));
  };
  const putDown = () => {
    if (!carried) return;
    const article = articleOf(carried.id);
    if (arrangement !== carried.start) setPast((steps) => [...steps, carried.start]);
    setSaid(words.put(article.headline, slotName(article, slotOf(carried.id, front))));
    setCarried(null);
  };
  const putBack = (isStaying: boolean) => {
    if (!carried) return;
    if (isStaying) focusOn.current = carried.id;
    setArrangement(carried.start);
    setSaid(words.putBack(articleOf(carried.id).headline));
    setCarried(null);
  };
  const keys = (id: string) => (key: string) => {
    if (carried?.id !== id) {
      if (key !== ' ' && key !== 'Enter') return false;
      takeUp(id);
      return true;
    }
    if (key === ' ' || key === 'Enter') putDown();
    else if (key === 'Escape') putBack(true);
    else if (key === 'ArrowUp' || key === 'ArrowLeft') carry(Math.max(0, carried.at - 1));
    else if (key === 'ArrowDown' || key === 'ArrowRight') carry(carried.at + 1);
    else return false;
    return true;
  };

  const drag = useFrontDrag({
    onDrop: (id, target) => {
      const article = articleOf(id);
      if (target.place !== 'column') return put(article, target);
      if (target.section !== (article.section?.slug ?? ''))
        return setSaid(words.notThere(article.headline, sectionOf(article)));
      const slots = slotsFor(article, front, arrangement.seconds.length);
      const last = slots.filter((slot) => slot.place === 'column').length - 1;
      put(article, { place: 'column', at: Math.min(target.at, last) });
    },
  });

  const isSet = (id: string) =>
    arrangement.lead === id || arrangement.seconds.includes(id)
      ? words.arranged
      : arrangement.pinned.includes(id)
        ? words.pinned
        : null;
  const draw = (article: ArticleToPlace, kind: 'lead' | 'second' | 'line' | 'found', mark = isSet(article.id)) => (
    <PlacedArticle
      article={article}
      kind={kind}
      mark={mark}
      isCarried={carried?.id === article.id}
      isDragged={drag.dragged?.id === article.id}
      handle={drag.handle(article.id)}
      onKey={keys(article.id)}
      onLeave={() => carried?.id === article.id && !focusOn.current && putDown()}
      places={slotsFor(article, front, arrangement.seconds.length).map((slot) => ({
        name: slotName(article, slot),
        choose: () => {
          focusOn.current = article.id;
          put(article, slot);
        },
      }))}
      onRelease={
        isSet(article.id) && kind !== 'found'
          ? () => change(release(arrangement, article.id), words.released(article.headline))
          : undefined
      }
    />
  );
  const target = (name: string) => ({ 'data-slot': name, 'data-over': drag.over === name ? '' : undefined });
  const hidden = new Set(arrangement.hidden);
  const mostDrawn = Math.min(mostSeconds, front.seconds.length + (arrangement.seconds.length < mostSeconds ? 1 : 0));

  return (
    <div className="front-desk" data-dragging={drag.dragged ? '' : undefined}>
      <div className="front-bar">
        <p className="front-state">{isChanged ? words.isChanged : words.isPublic}</p>
        <div className="button-row">
          <Button variant="quiet" small onClick={() => setPreviewing(true)}>
            {words.preview}
          </Button>
          {past.length > 0 && (
            <Button
              variant="quiet"
              small
              onClick={() => {
                setArrangement(past.at(-1)!);
                setPast(past.slice(0, -1));
                setSaid(words.stepUndone);
              }}
            >
              {words.undoStep}
            </Button>
          )}
          {isChanged && (
            <Button variant="quiet" small onClick={() => change(publicOne, words.discarded)}>
              {words.discard}
            </Button>
          )}
          {JSON.stringify(arrangement) !== JSON.stringify(byItself) && (
            <Button variant="quiet" small onClick={() => change(byItself, words.arrangedByItself)}>
              {words.byItself}
            </Button>
          )}
          {!isChanged && newest && (
            <Button
              variant="quiet"
              small
              disabled={publishing.isPending}
              onClick={() => publishing.restore(history[1]?.id ?? '', words.undone)}
            >
              {words.undo}
            </Button>
          )}
          <Button
            small
            aria-disabled={!isChanged || publishing.isPending} // and not disabled, which would take the focus away
            onClick={() => isChanged && !publishing.isPending && publishing.publish(arrangement, basis.current.id)}
          >
            {words.publish}
          </Button>
        </div>
        <p className="front-said" role="status">
          {said}
        </p>
        {publishing.refused && (
          <div className="note note-bad" role="alert">
            <p>{publishing.refused.message}</p>
            {publishing.refused.isStale && (
              <>
                <p>{words.stale}</p>
                <div className="button-row">
                  <Button
                    small
                    // until it is known here which one is public now
                    disabled={publishing.isPending || newest === basis.current.id}
                    onClick={() => publishing.publish(arrangement, newest)}
                  >
                    {words.publishMine}
                  </Button>
                  <Button
                    variant="quiet"
                    small
                    onClick={() => {
                      basis.current = { id: newest, arrangement: publicOne };
                      publishing.forget();
                      change(publicOne, words.isPublic);
                    }}
                  >
                    {words.showTheirs}
                  </Button>
                </div>
              </>
            )}
          </div>
        )}
      </div>

      {gone.some(({ id }) => named.includes(id)) && (
        <section className="front-gone">
          <h2>{words.gone}</h2>
          <p className="field-hint">{words.goneHint}</p>
          <ul className="rows rows-tight">
            {gone
              .filter(({ id }) => named.includes(id))
              .map(({ id, headline, language }) => (
                <li key={id} className="row-line">
                  <span lang={language === 'ko' ? 'ko' : undefined}>{headline}</span>
                  <Button
                    variant="quiet"
                    small
                    aria-label={words.forget(headline)}
                    onClick={() => change(release(arrangement, id), words.released(headline))}
                  >
                    {words.forgetShort}
                  </Button>
                </li>
              ))}
          </ul>
        </section>
      )}

      <div className="front-board">
        <div className="front-top">
          <section aria-label={words.leadSlot} className="front-slot front-lead" {...target('lead')}>
            <h2>{words.leadSlot}</h2>
            {draw(front.lead, 'lead')}
          </section>
          <section aria-label={words.seconds} className="front-seconds">
            <h2>{words.seconds}</h2>
            <ol>
              {Array.from({ length: mostDrawn }, (_, at) => {
                const article = front.seconds[at];
                return (
                  <li key={article?.id ?? at} className="front-slot" {...target(`second:${at}`)}>
                    {article ? draw(article, 'second') : <p className="front-empty">{words.dropHere}</p>}
                  </li>
                );
              })}
            </ol>
            <SelectField
              label={words.secondsCount}
              name="seconds"
              value={arrangement.seconds.length}
              onChange={(event) => {
                const count = Number(event.target.value);
                const seconds = Array.from({ length: count }, (_, at) => arrangement.seconds[at] ?? null);
                change({ ...arrangement, seconds }, words.secondsNow(count));
              }}
            >
              {[0, 1, 2, 3].map((count) => (
                <option key={count} value={count}>
                  {count === 0 ? words.none : count}
                </option>
              ))}
            </SelectField>
          </section>
        </div>
        <div className="front-columns">
          {front.columns.map(({ section, articles: inColumn }) => (
            <section key={section?.id ?? ''} aria-label={section?.name ?? words.other} className="front-column">
              <h2>
                {section?.name ?? words.other} {section?.hangulName && <span lang="ko">{section.hangulName}</span>}
              </h2>
              <ol>
                {inColumn.map((article, at) => (
                  <li key={article.id} className="front-slot" {...target(`column:${section?.slug ?? ''}:${at}`)}>
                    {draw(article, 'line')}
                  </li>
                ))}
              </ol>
            </section>
          ))}
        </div>
      </div>

      <div className="front-aside">
        <ArticleFinder
          onFound={(more) =>
            setFound((before) => [...before, ...more.filter(({ id }) => before.every((one) => one.id !== id))])
          }
          draw={(article) => {
            const slot = slotOf(article.id, front);
            return draw(article, 'found', slot && slotName(article, slot));
          }}
        />
        {sections.length > 0 && (
          <ColumnOrder
            sections={inColumns(sections, arrangement).map((section) => ({
              ...section,
              isHidden: hidden.has(section.id),
            }))}
            onOrder={(order, sentence) => change({ ...arrangement, sections: order }, sentence)}
            onHide={(id, isHidden) => {
              const { name } = sections.find((section) => section.id === id)!;
              const others = arrangement.hidden.filter((other) => other !== id);
              change(
                { ...arrangement, hidden: isHidden ? [...others, id] : others },
                isHidden ? words.hiddenNow(name) : words.shownNow(name),
              );
            }}
          />
        )}
        <FrontHistory
          history={history}
          isPending={publishing.isPending}
          isChanged={isChanged}
          onRestore={(id) => publishing.restore(id, words.restored)}
        />
      </div>

      {drag.dragged && (
        <p ref={drag.ghost} className="front-ghost" aria-hidden="true">
          {articleOf(drag.dragged.id).headline}
        </p>
      )}
      {isPreviewing && <FrontPreview arrangement={arrangement} onClose={() => setPreviewing(false)} />}
    </div>
  );
}
