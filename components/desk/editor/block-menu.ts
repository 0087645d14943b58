import type { Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { typingWords as words } from '#lib/words/typing';
import { type Blocks, duplicated, kindsFor, movedBy, removed, topBlocksOf, turnedInto } from './block-order.ts';

type Listener = { say: (sentence: string) => void; closed: () => void };
type Item = { label: string; keys?: string; said: string; does: () => Transaction | null };

/** What can be done with the selected blocks, as a menu beside their handle. */
export class BlockMenu {
  private readonly view: EditorView;
  private readonly listener: Listener;
  private element: HTMLElement | null = null;

  constructor(view: EditorView, listener: Listener) {
    this.view = view;
    this.listener = listener;
  }

  get isOpen(): boolean {
    return this.element !== null;
  }

  /** Opens below `opener`, above where there is no room, with the first thing that can be done in focus. */
  open(opener: HTMLElement): void {
    this.close();
    const blocks = topBlocksOf(this.view.state.selection);
    const menu = document.createElement('div');
    menu.className = 'block-menu';
    menu.setAttribute('role', 'menu');
    menu.setAttribute('aria-label', words.blockMenu);
    menu.append(...this.itemsFor(blocks).map((item) => this.button(item)));
    const kinds = kindsFor(this.view.state, blocks);
    if (kinds.length > 0) menu.append(this.kindGroup(blocks, kinds));
    menu.addEventListener('keydown', (event) => this.keys(event));
    opener.after(menu);
    this.element = menu;
    this.place(opener);
    document.addEventListener('pointerdown', this.leave, true);
    document.addEventListener('focusin', this.leave);
    this.buttons()[0]?.focus({ preventScroll: true });
    menu.scrollIntoView({ block: 'nearest' });
  }

  close(): void {
    if (!this.element) return;
    this.element.remove();
    this.element = null;
    document.removeEventListener('pointerdown', this.leave, true);
    document.removeEventListener('focusin', this.leave);
    this.listener.closed();
  }

  private itemsFor(blocks: Blocks): Item[] {
    const { state } = this.view;
    const moves = ([-1, 1] as const).map((by) => ({
      label: by === -1 ? words.moveUp : words.moveDown,
      keys: by === -1 ? 'Alt+Shift+↑' : 'Alt+Shift+↓',
      said: '',
      does: () => movedBy(state, blocks, by),
    }));
    return [
      ...moves.filter(({ does }) => does() !== null),
      { label: words.duplicate, said: words.duplicated, does: () => duplicated(state, blocks) },
      { label: words.deleteBlock, said: words.blockDeleted, does: () => removed(state, blocks) },
    ];
  }

  private kindGroup(blocks: Blocks, kinds: ReturnType<typeof kindsFor>): HTMLElement {
    const group = document.createElement('div');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', words.turnInto);
    const title = document.createElement('p');
    title.setAttribute('role', 'presentation');
    title.textContent = words.turnInto;
    const items = kinds.map((kind) =>
      this.button({
        label: words.kinds[kind],
        said: words.turned(words.kinds[kind]),
        does: () => turnedInto(this.view.state, blocks, kind),
      }),
    );
    group.append(title, ...items);
    return group;
  }

  private button({ label, keys, said, does }: Item): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('role', 'menuitem');
    button.tabIndex = -1;
    button.textContent = label;
    if (keys) {
      const hint = document.createElement('kbd');
      hint.textContent = keys;
      hint.setAttribute('aria-hidden', 'true');
      button.append(hint);
    }
    button.addEventListener('click', () => {
      const transaction = does();
      this.close();
      if (transaction) this.view.dispatch(transaction);
      this.view.focus();
      const { doc, selection } = this.view.state;
      const place = doc.resolve(topBlocksOf(selection).from);
      this.listener.say(said || words.movedTo(place.index() + 1, doc.childCount));
    });
    return button;
  }

  private place(opener: HTMLElement): void {
    const menu = this.element!;
    const { top, bottom } = opener.getBoundingClientRect();
    const isAbove = bottom + menu.offsetHeight > innerHeight - 16 && top > menu.offsetHeight;
    menu.style.top = `${opener.offsetTop + (isAbove ? -menu.offsetHeight : opener.offsetHeight)}px`;
  }

  private buttons(): HTMLElement[] {
    return [...(this.element?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  }

  private keys(event: KeyboardEvent): void {
    const buttons = this.buttons();
    const here = buttons.indexOf(document.activeElement as HTMLElement);
    const go = (index: number) => buttons.at(index % buttons.length)?.focus();
    if (event.key === 'Escape' || event.key === 'Tab') {
      this.close();
      this.view.focus();
    } else if (event.key === 'ArrowDown') go(here + 1);
    else if (event.key === 'ArrowUp') go(here - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (/^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.metaKey) {
      const after = [...buttons.slice(here + 1), ...buttons];
      after.find((button) => button.textContent?.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private readonly leave = (event: Event): void => {
    if (!this.element?.contains(event.target as Node)) this.close();
  };
}
