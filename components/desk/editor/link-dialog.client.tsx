'use client';

import './link-dialog.css';
import type { Editor } from '@tiptap/react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { EditorDialog } from '#components/desk/editor/editor-dialog.client';
import { buttonClass } from '#components/ui/button';
import { isDeadLink, type LinkFinding } from '#lib/articles/checks/link-finding';
import type { LinkTarget } from '#lib/articles/checks/link-queries';
import type { Body } from '#lib/body/body';
import { hasPlace } from '#lib/body/heading-ids';
import { isLinkTarget } from '#lib/body/rules';
import { blockWords } from '#lib/words/blocks';
import { editorWords as words } from '#lib/words/editor';
import { completeAddress } from './addresses.ts';
import { findLink, findTargets } from './link-address.ts';

/**
 * Asks where the selected words lead. Own addresses are looked up while they are typed, and own articles are offered by their
 * titles. With nothing selected the address itself, or the title of the article, is set as text.
 */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const [present] = useState(() => String(editor.getAttributes('link').href ?? ''));
  const [typed, setTyped] = useState(present);
  const [offered, setOffered] = useState<LinkTarget[]>([]);
  const [at, setAt] = useState(-1);
  const [finding, setFinding] = useState<LinkFinding | 'looking' | 'unanswered' | null>(null);
  const [error, setError] = useState<string>();
  const [warned, setWarned] = useState('');
  const id = useId();
  const href = completeAddress(typed);
  const isAddress = isLinkTarget(href);

  useEffect(() => {
    const query = href.trim();
    const leave = new AbortController();
    setFinding(null);
    setOffered([]);
    setAt(-1);
    if (query.startsWith('#') && query !== '#')
      return setFinding({ is: hasPlace(editor.state.doc.toJSON() as Body, query) ? 'there' : 'absent', href: query });
    if (query === '' || (isAddress && !mayBeOwn(query))) return;
    if (isAddress) setFinding('looking');
    const wait = setTimeout(async () => {
      if (isAddress) {
        const found = await findLink(query, leave.signal);
        if (!leave.signal.aborted) setFinding(found ?? 'unanswered');
      } else {
        const found = await findTargets(query, leave.signal);
        if (!leave.signal.aborted) setOffered(found);
      }
    }, 200);
    return () => {
      clearTimeout(wait);
      leave.abort();
    };
  }, [href, isAddress, editor]);

  const close = () => {
    onClose();
    editor.commands.focus();
  };
  const set = (address: string, title: string) => {
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && !present) {
      chain.insertContent({ type: 'text', text: title, marks: [{ type: 'link', attrs: { href: address } }] });
    } else {
      chain.setLink({ href: address });
    }
    chain.run();
    close();
  };
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    close();
  };
  const confirm = () => {
    const chosen = offered[at] ?? (offered.length === 1 && !isAddress ? offered[0] : undefined);
    if (chosen) return set(chosen.href, chosen.title);
    if (href === '') return setError(blockWords.linkEmpty);
    if (!isAddress) return setError(words.linkWrong);
    const found = typeof finding === 'object' ? finding : null;
    if (found && isDeadLink(found) && warned !== href) {
      setWarned(href);
      if (href.startsWith('#')) return setError(blockWords.linkNoPlaceAgain);
      return setError(found.is === 'absent' ? blockWords.linkAgain : blockWords.linkHiddenAgain);
    }
    set(found?.href ?? href, found && 'title' in found ? found.title : href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || offered.length === 0 || event.nativeEvent.isComposing) return;
    event.preventDefault();
    setAt((present) =>
      present === -1 && step === -1 ? offered.length - 1 : (present + step + offered.length) % offered.length,
    );
  };

  return (
    <EditorDialog title={words.linkTitle} confirm={words.linkSet} error={error} onConfirm={confirm} onClose={close}>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {words.linkAddress}
        </label>
        <input
          id={id}
          className="field-input"
          role="combobox"
          aria-expanded={offered.length > 0}
          aria-controls={`${id}-offered`}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
          aria-describedby={`${id}-found`}
          value={typed}
          placeholder={blockWords.linkSearchHint}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
            setError(undefined);
          }}
          onKeyDown={onKeyDown}
          // biome-ignore lint/a11y/noAutofocus: the one field of a dialog that was just asked for
          autoFocus
        />
        <div id={`${id}-offered`} role="listbox" aria-label={blockWords.linkSuggestions} className="link-offered">
          {offered.map((target, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the field names it (aria-activedescendant)
            <div
              key={target.href}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              lang={target.language}
              onClick={() => set(target.href, target.title)}
            >
              {target.title}
            </div>
          ))}
        </div>
        <p id={`${id}-found`} role="status" className="field-hint" data-bad={isDead(finding) || undefined}>
          {sentenceOf(finding)}
        </p>
      </div>
      {present && (
        <button type="button" className={buttonClass({ variant: 'quiet', small: true })} onClick={remove}>
          {words.linkRemove}
        </button>
      )}
    </EditorDialog>
  );
}

/** Whether only the site can say: a path, or this site spelled out. */
const mayBeOwn = (href: string): boolean =>
  href.startsWith('/') || (URL.canParse(href) && new URL(href).host === window.location.host);

const isDead = (finding: LinkFinding | string | null): boolean =>
  finding !== null && typeof finding === 'object' && isDeadLink(finding);

function sentenceOf(finding: LinkFinding | 'looking' | 'unanswered' | null): string {
  if (finding === null) return '';
  if (finding === 'looking') return blockWords.linkChecking;
  if (finding === 'unanswered') return blockWords.linkUnchecked;
  switch (finding.is) {
    case 'live':
      return blockWords.linkLive(finding.title);
    case 'moved':
      return blockWords.linkMoved(finding.title);
    case 'hidden':
      return blockWords.linkHidden;
    case 'there':
      return finding.href.startsWith('#') ? blockWords.linkHere : blockWords.linkThere;
    case 'coming':
      return blockWords.linkComing;
    case 'absent':
      return finding.href.startsWith('#') ? blockWords.linkNoPlace : blockWords.linkAbsent;
    case 'elsewhere':
      return '';
    default:
      return finding satisfies never;
  }
}
