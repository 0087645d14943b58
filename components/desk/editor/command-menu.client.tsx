'use client';

import { type Editor, useEditorState } from '@tiptap/react';
import { Fragment, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { blockWords as words } from '#lib/words/blocks';
import { type Ask, type Command, commands } from './commands.ts';
import { shownKeys } from './shown-keys.ts';

const groups = [
  { name: 'block', label: words.keyboardBlocks },
  { name: 'insert', label: words.slashMenu },
  { name: 'mark', label: words.keyboardWords },
] as const;

/** Everything that can be set, with its keys: on a narrow screen a sheet from below. */
export function CommandMenu({ editor, ask, disabled }: { editor: Editor; ask: Ask; disabled: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    const list = menu.current;
    if (!list) return;
    const onToggle = (event: Event) => {
      const isNow = (event as ToggleEvent).newState === 'open';
      flushSync(() => setOpen(isNow)); // its height is known when all stands in it
      if (isNow) {
        if (opener.current && matchMedia('(min-width: 40rem)').matches) placeBelow(list, opener.current);
        requestAnimationFrame(() => itemsOf(list)[0]?.focus());
      }
    };
    list.addEventListener('toggle', onToggle);
    return () => list.removeEventListener('toggle', onToggle);
  }, []);

  const choose = (command: Command) => {
    menu.current?.hidePopover();
    editor.commands.focus();
    command.run(editor, ask);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const items = itemsOf(event.currentTarget);
    const here = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length)?.focus();
    } else if (event.key === 'Tab') {
      event.preventDefault();
      menu.current?.hidePopover();
      opener.current?.focus();
    }
  };

  return (
    <>
      <button
        ref={opener}
        type="button"
        className="editor-tool editor-tool-words"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={id}
        disabled={disabled}
      >
        {words.blocks}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={0} // it may be longer than the screen
        aria-label={words.blocksMenu}
        className="command-menu"
        onKeyDown={onKeyDown}
      >
        {isOpen && <Items editor={editor} ask={ask} onChoose={choose} />}
      </div>
    </>
  );
}

/** Drawn while the menu is open only: what is possible is asked of the whole schema. */
function Items({ editor, ask, onChoose }: { editor: Editor; ask: Ask; onChoose: (command: Command) => void }) {
  const state = useEditorState({
    editor,
    selector: ({ editor }) => ({
      possible: commands.filter((command) => command.isPossible(editor)).map(({ name }) => name),
      active: commands.filter((command) => command.isActive?.(editor)).map(({ name }) => name),
    }),
  });
  return (
    <>
      {groups.map((group) => (
        <Fragment key={group.name}>
          {/* biome-ignore lint/a11y/useSemanticElements: a group of a menu */}
          <div role="group" aria-label={group.label} className="command-menu-group">
            {commands
              .filter((command) => command.group === group.name)
              .map((command) => (
                <button
                  key={command.name}
                  type="button"
                  {...(command.isActive
                    ? { role: 'menuitemcheckbox', 'aria-checked': state.active.includes(command.name) }
                    : { role: 'menuitem' })}
                  aria-keyshortcuts={command.keys}
                  tabIndex={-1}
                  disabled={!state.possible.includes(command.name)}
                  onClick={() => onChoose(command)}
                >
                  <span>{command.label}</span>
                  <span className="command-menu-keys" aria-hidden="true">
                    {shownKeys(command.keys)}
                  </span>
                </button>
              ))}
          </div>
        </Fragment>
      ))}
      <div className="command-menu-group">
        <button
          type="button"
          role="menuitem"
          aria-keyshortcuts="Control+/"
          tabIndex={-1}
          onClick={() => ask.dialog('keyboard')}
        >
          <span>{words.keyboard}</span>
          <span className="command-menu-keys" aria-hidden="true">
            {shownKeys('Control+/')}
          </span>
        </button>
      </div>
    </>
  );
}

const itemsOf = (menu: HTMLElement): HTMLElement[] => [
  ...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]:enabled'),
];

/** Under its button, within the window. */
function placeBelow(menu: HTMLElement, button: HTMLElement): void {
  const { bottom, right } = button.getBoundingClientRect();
  menu.style.top = `${Math.min(bottom + 6, Math.max(8, innerHeight - menu.offsetHeight - 8))}px`;
  menu.style.left = `${Math.max(8, right - menu.offsetWidth)}px`;
}
