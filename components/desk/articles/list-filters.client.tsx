'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useTransition } from 'react';
import { buttonClass } from '#components/ui/button';
import type { ListChoices } from '#lib/articles/lists/queries';
import {
  type ListFilter,
  listAddress,
  listFilterOf,
  listOrders,
  listWhose,
  wholeList,
} from '#lib/articles/lists/rules';
import { languages } from '#lib/articles/rules';
import { paths } from '#lib/paths';
import { listWords as words } from '#lib/words/lists';

/** Milliseconds without a key after which what was typed is looked for. */
const pause = 250;

type Props = { filter: ListFilter; choices: Omit<ListChoices, 'people'>; seesAll: boolean };

/**
 * What the list is narrowed to. A plain form without the script; with it every choice is applied at once. Each is a step that
 * the browser's Back takes away again; the letters of one search are one step together.
 */
export function ListFilters({ filter, choices, seesAll }: Props) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isSearchStep = useRef(false);

  const apply = (isSearch: boolean) => {
    clearTimeout(waiting.current);
    const given = new FormData(form.current!);
    const wanted = listFilterOf(Object.fromEntries([...given].map(([name, value]) => [name, String(value)])));
    if (listAddress(wanted) === listAddress(filter)) return;
    const isSameStep = isSearch && isSearchStep.current;
    isSearchStep.current = isSearch;
    startTransition(() => router[isSameStep ? 'replace' : 'push'](listAddress(wanted), { scroll: false }));
  };
  useEffect(() => () => clearTimeout(waiting.current), []);

  // What is typed stays as it is while one types, above all in the middle of a syllable; Back puts back what it was.
  useEffect(() => {
    const back = () => {
      const { q } = listFilterOf(Object.fromEntries(new URLSearchParams(location.search)));
      isSearchStep.current = false;
      clearTimeout(waiting.current);
      if (search.current) search.current.value = q;
    };
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);
  useEffect(() => {
    const field = search.current;
    if (field && field !== document.activeElement) field.value = filter.q;
  }, [filter.q]);

  const count = listFacets.filter((name) => filter[name] !== wholeList[name]).length;
  return (
    <search>
      <form
        ref={form}
        action={paths.desk.articles}
        className="list-filters"
        aria-busy={isPending}
        onSubmit={(event) => {
          event.preventDefault();
          apply(true);
        }}
      >
        {filter.state && <input type="hidden" name="state" value={filter.state} />}
        <input
          ref={search}
          id="article-search"
          type="search"
          name="q"
          className="field-input"
          aria-label={words.search}
          aria-keyshortcuts="/"
          placeholder={words.searchHint}
          defaultValue={filter.q}
          maxLength={200}
          autoComplete="off"
          enterKeyHint="search"
          onChange={() => {
            clearTimeout(waiting.current);
            waiting.current = setTimeout(() => apply(true), pause);
          }}
          onBlur={() => (isSearchStep.current = false)}
        />
        <button
          type="button"
          className={buttonClass({ variant: 'quiet' }, 'list-filters-open needs-script')}
          popoverTarget="list-facets"
        >
          {words.filters}
          {count > 0 && <span className="tag">{count}</span>}
        </button>
        <fieldset className="list-facets" id="list-facets" popover="auto" aria-label={words.narrow}>
          <Facet name="section" label={words.section} any={words.anySection} value={filter.section} apply={apply}>
            {choices.sections.map(named)}
          </Facet>
          <Facet name="author" label={words.author} any={words.anyAuthor} value={filter.author} apply={apply}>
            {choices.authors.map(named)}
          </Facet>
          {choices.topics.length > 0 && (
            <Facet name="topic" label={words.topic} any={words.anyTopic} value={filter.topic} apply={apply}>
              {choices.topics.map(named)}
            </Facet>
          )}
          {choices.series.length > 0 && (
            <Facet name="series" label={words.series} any={words.anySeries} value={filter.series} apply={apply}>
              {choices.series.map(named)}
            </Facet>
          )}
          <Facet name="language" label={words.language} any={words.anyLanguage} value={filter.language} apply={apply}>
            {Object.entries(languages).map(([language, name]) => (
              <option key={language} value={language}>
                {name}
              </option>
            ))}
          </Facet>
          <Facet
            name="whose"
            label={words.whose}
            any={seesAll ? words.anyones : words.allYours}
            value={filter.whose}
            apply={apply}
          >
            {listWhose
              .filter((whose) => seesAll || whose !== 'mine')
              .map((whose) => (
                <option key={whose} value={whose}>
                  {words.whoseNames[whose]}
                </option>
              ))}
          </Facet>
          <Facet name="order" label={words.order} value={filter.order} apply={apply}>
            {listOrders.map((order) => (
              <option key={order} value={order}>
                {words.orders[order]}
              </option>
            ))}
          </Facet>
          <button
            type="button"
            className={buttonClass({}, 'list-filters-done needs-script')}
            popoverTarget="list-facets"
            popoverTargetAction="hide"
          >
            {words.narrowed}
          </button>
        </fieldset>
        <noscript>
          <button type="submit" className={buttonClass({ variant: 'quiet' })}>
            {words.searchButton}
          </button>
        </noscript>
      </form>
    </search>
  );
}

const listFacets = ['section', 'author', 'topic', 'series', 'language', 'whose'] as const;

type FacetProps = {
  name: string;
  label: string;
  /** What it says when nothing is chosen. */
  any?: string;
  value: string | null;
  apply: (isSearch: boolean) => void;
  children: ReactNode;
};

const Facet = ({ name, label, any, value, apply, children }: FacetProps) => (
  <select
    key={value} // Back changes what is chosen
    name={name}
    className={value && any ? 'field-input is-chosen' : 'field-input'}
    aria-label={label}
    defaultValue={value ?? ''}
    onChange={() => apply(false)}
  >
    {any && <option value="">{any}</option>}
    {children}
  </select>
);

const named = ({ slug, name, hangulName }: { slug: string; name: string; hangulName: string | null }) => (
  <option key={slug} value={slug}>
    {hangulName && hangulName !== name ? `${name} ${hangulName}` : name}
  </option>
);
