'use client';

import './palette.css';
import { usePathname, useRouter } from 'next/navigation';
import {
  Fragment,
  type KeyboardEvent,
  startTransition,
  useEffect,
  useEffectEvent,
  useId,
  useState,
  useSyncExternalStore,
} from 'react';
import { buttonClass } from '#components/ui/button';
import { createDraftAction } from '#lib/articles/actions';
import { listAddress, wholeList } from '#lib/articles/lists/rules';
import { signOutAction } from '#lib/auth/actions';
import type { Role } from '#lib/auth/roles';
import { idle } from '#lib/forms/form-state';
import type { PaletteAnswer } from '#lib/palette/queries';
import { likeness } from '#lib/palette/rules';
import { paths } from '#lib/paths';
import { listWords } from '#lib/words/lists';
import { paletteWords as words } from '#lib/words/palette';
import { pagesFor } from './desk-navigation.client.tsx';
import { useModal } from './use-modal.ts';

/** Milliseconds without a key after which the site is asked. */
const pause = 120;

/** Something to go to or to do. `href` leads to a page of the desk, `site` to one that readers see. */
type Choice = {
  key: string;
  name: string;
  language?: string;
  detail?: string;
  href?: string;
  site?: string;
  /** Where readers find it, beside where the desk has it. */
  published?: string;
  work?: () => void;
};
type Group = { title: string; choices: Choice[] };

/** Goes to anything at the desk by typing: a button, and ⌘K or Ctrl+K wherever one is. */
export function Palette({ role }: { role: Role }) {
  const [isOpen, setIsOpen] = useState(false);
  const isMac = useSyncExternalStore(
    () => () => {},
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );
  const onKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    // The editor takes the same keys for a link where words are selected; and in mid-syllable a key belongs to the syllable.
    if (event.defaultPrevented || event.isComposing || event.shiftKey || event.altKey) return;
    if (isMac ? !event.metaKey || event.ctrlKey : !event.ctrlKey || event.metaKey) return;
    // Where Hangul is typed the key says 'ㅏ'.
    if (event.key.toLowerCase() !== 'k' && !(event.code === 'KeyK' && !/^[a-z]$/i.test(event.key))) return;
    if (!isOpen && document.querySelector('dialog:modal')) return;
    event.preventDefault();
    setIsOpen(!isOpen);
  });
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <button
        type="button"
        className={buttonClass({ variant: 'quiet' }, 'palette-button needs-script')}
        aria-haspopup="dialog"
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        onClick={() => setIsOpen(true)}
      >
        <span>{words.open}</span> <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      {isOpen && <PaletteDialog role={role} isMac={isMac} onClose={() => setIsOpen(false)} />}
    </>
  );
}

type DialogProps = { role: Role; isMac: boolean; onClose: () => void };

function PaletteDialog({ role, isMac, onClose }: DialogProps) {
  const router = useRouter();
  const [q, setQ] = useState('');
  const [at, setAt] = useState(0);
  const { answer, status } = useAnswer(q);
  const id = useId();

  const { dialog, close, onCancel } = useModal();

  // What was worked on last stands first: before it is there nothing is, which would move down under the finger.
  const isEarly = q.trim() === '' && answer === null && status === 'asking';
  const groups = isEarly ? [] : groupsFor(q, role, answer);
  const choices = groups.flatMap((group) => group.choices);
  const active = Math.min(at, choices.length - 1);
  const optionId = (index: number) => `${id}-${index}`;
  useEffect(() => {
    document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const go = (choice: Choice | undefined, asPublished: boolean) => {
    if (!choice) return;
    close();
    if (asPublished && choice.published) window.open(choice.published, '_blank', 'noreferrer');
    else if (choice.work) choice.work();
    else if (choice.site) location.assign(choice.site);
    else if (choice.href) router.push(choice.href);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length > 0) {
      event.preventDefault();
      setAt((active + step + choices.length) % choices.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      go(choices[active], isMac ? event.metaKey : event.ctrlKey);
    }
  };

  let index = -1;
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={words.label}
      onCancel={onCancel}
      onClose={onClose}
      onPointerDown={({ target }) => target === dialog.current && close()} // beside it
    >
      <div className="palette-frame">
        <input
          type="text"
          role="combobox"
          className="palette-input"
          aria-label={words.label}
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={choices.length > 0 ? optionId(active) : undefined}
          aria-autocomplete="list"
          placeholder={words.hint}
          maxLength={200}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          value={q}
          onChange={({ target }) => {
            setQ(target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="palette-close" aria-label={words.close} onClick={close}>
          ×
        </button>
        <div id={`${id}-list`} role="listbox" className="palette-list" aria-label={words.results}>
          {groups.map(({ title, choices: inGroup }) => (
            // biome-ignore lint/a11y/useSemanticElements: a list of choices may hold no fieldset
            <div key={title} role="group" aria-label={title}>
              <p aria-hidden="true" className="palette-title">
                {title}
              </p>
              {inGroup.map((choice) => {
                index++;
                const here = index;
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the field, which has the focus
                  // biome-ignore lint/a11y/useFocusableInteractive: as aria-activedescendant has it
                  <div
                    key={choice.key}
                    id={optionId(here)}
                    role="option"
                    aria-selected={here === active}
                    className="palette-option"
                    onMouseMove={() => setAt(here)}
                    onClick={(event) => go(choice, isMac ? event.metaKey : event.ctrlKey)}
                  >
                    <span className="palette-name" lang={choice.language}>
                      {choice.name}
                    </span>
                    {choice.detail && <span className="palette-detail">{choice.detail}</span>}
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        <p className="palette-status" role="status">
          {(q.trim() !== '' || status !== 'there') && statusWords(status, choices.length)}
        </p>
        <p className="palette-keys" aria-hidden="true">
          {words.keys.map(([key, meaning]) => (
            <Fragment key={key}>
              <kbd>{key}</kbd> {meaning}{' '}
            </Fragment>
          ))}
          {choices[active]?.published && (
            <>
              <kbd>{isMac ? '⌘' : 'Ctrl'} Enter</kbd> {words.keyPublic}
            </>
          )}
        </p>
      </div>
    </dialog>
  );
}

type Status = 'asking' | 'there' | 'signed out' | 'no answer';

const statusWords = (status: Status, count: number): string =>
  ({
    asking: words.searching,
    there: count > 0 ? words.found(count) : words.nothing,
    'signed out': words.signedOut,
    'no answer': words.noAnswer,
  })[status];

/** What the site finds; while it is asked again, what it found before. Of questions on their way only the last is waited for. */
function useAnswer(q: string): { answer: PaletteAnswer | null; status: Status } {
  const path = usePathname();
  const [state, setState] = useState<{ answer: PaletteAnswer | null; status: Status }>({
    answer: null,
    status: 'asking',
  });
  useEffect(() => {
    const asked = new AbortController();
    const ask = async () => {
      const [, article] = /^\/desk\/articles\/([0-9a-f-]{36})/.exec(path) ?? [];
      const query = new URLSearchParams({ q, ...(article ? { at: article } : {}) });
      try {
        const response = await fetch(`${paths.desk.search}?${query}`, { signal: asked.signal });
        if (response.ok) setState({ answer: (await response.json()) as PaletteAnswer, status: 'there' });
        else setState(({ answer }) => ({ answer, status: response.status === 401 ? 'signed out' : 'no answer' }));
      } catch {
        if (!asked.signal.aborted) setState(({ answer }) => ({ answer, status: 'no answer' }));
      }
    };
    setState(({ answer }) => ({ answer, status: 'asking' }));
    const timer = setTimeout(ask, q ? pause : 0);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [q, path]);
  return state;
}

/** What is shown for `q`: what begins like it first, of the rest what was found before what is merely alike. */
function groupsFor(q: string, role: Role, answer: PaletteAnswer | null): Group[] {
  const query = q.trim();
  const articles = { title: query ? words.articles : words.recent, choices: articleChoices(answer, query) };
  const others = [
    { title: words.groups, choices: groupChoices(answer) },
    { title: words.people, choices: peopleChoices(answer) },
  ];
  const own = ownGroups(role, answer);
  if (!query) return [articles, ...own].filter(({ choices }) => choices.length > 0);
  const liked = own.map((group) => ({ title: group.title, choices: rank(query, group.choices) }));
  const isNamed = ({ choices }: { choices: Ranked[] }) => (choices[0]?.like ?? 0) >= 3;
  return [...liked.filter(isNamed), articles, ...others, ...liked.filter((group) => !isNamed(group))].filter(
    ({ choices }) => choices.length > 0,
  );
}

type Own = Choice & { also?: string };
type Ranked = Own & { like: number };

const rank = (q: string, choices: Own[]): Ranked[] =>
  choices
    .map((choice) => ({ ...choice, like: likeness(q, [choice.name, ...(choice.also?.split(' ') ?? [])]) }))
    .filter(({ like }) => like > 0)
    .toSorted((one, other) => other.like - one.like);

/** Pages of the desk and what can be done anywhere: known without asking. */
function ownGroups(role: Role, answer: PaletteAnswer | null): { title: string; choices: Own[] }[] {
  const pages: Own[] = pagesFor(role)
    .flat()
    .map(({ key, name, href }) => ({ key, name, href, also: words.also[key] }));
  const trash = {
    key: 'trash',
    name: words.trash,
    href: listAddress(wholeList, { state: 'trash' }),
    also: words.also.trash,
  };
  const here = answer?.here;
  const actions: Own[] = [
    {
      key: 'newArticle',
      name: words.newArticle,
      also: words.also.newArticle,
      work: () => startTransition(async () => void (await createDraftAction(idle, new FormData()))),
    },
    ...(here ? [{ key: 'here', name: words.viewPublished(here.headline), site: paths.article(here.slug) }] : []),
    { key: 'viewSite', name: words.viewSite, also: words.also.viewSite, site: paths.front },
    {
      key: 'signOut',
      name: words.signOut,
      also: words.also.signOut,
      work: () => startTransition(() => signOutAction()),
    },
  ];
  return [
    { title: words.pages, choices: [...pages, trash] },
    { title: words.actions, choices: actions },
  ];
}

function articleChoices(answer: PaletteAnswer | null, q: string): Choice[] {
  const found = (answer?.articles ?? []).map(({ id, headline, language, section, group, publicSlug }) => ({
    key: id,
    name: headline || words.untitled,
    language: headline ? language : undefined,
    detail: [section, listWords.standing[group]].filter(Boolean).join(' · '),
    href: paths.desk.article(id),
    published: publicSlug ? paths.article(publicSlug) : undefined,
  }));
  if (!q || found.length === 0) return found;
  return [...found, { key: 'all', name: words.searchAll(q), href: listAddress(wholeList, { q }) }];
}

const groupChoices = (answer: PaletteAnswer | null): Choice[] =>
  (answer?.groups ?? []).map(({ kind, slug, name, hangulName }) => ({
    key: `${kind} ${slug}`,
    name: hangulName && hangulName !== name ? `${name} ${hangulName}` : name,
    detail: words.kinds[kind],
    href: listAddress(wholeList, { [kind]: slug }),
  }));

const peopleChoices = (answer: PaletteAnswer | null): Choice[] =>
  (answer?.people ?? []).map(({ id, name, email }) => ({
    key: id,
    name: name || email,
    detail: name ? email : undefined,
    href: `${paths.desk.people}#person-${id}`,
  }));
