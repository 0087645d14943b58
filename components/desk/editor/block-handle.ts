import './block-handle.css';
import type { EditorState, PluginView, Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { typingWords as words } from '#lib/words/typing';
import { gapAt } from './block-gap.ts';
import { BlockMenu } from './block-menu.ts';
import { type Blocks, movedTo, topBlocksOf, withSelected } from './block-order.ts';

/** How far a press may wander before it is a drag, and how near to the window's edge a drag scrolls, in pixels. */
const slack = 5;
const edge = 72;

/**
 * The handle beside the block under the pointer, or under the caret when there is no pointer. Dragging it moves the block, or
 * all that are selected when it is one of them; a press opens their menu. Plain DOM: nothing is drawn for a key.
 */
export class BlockHandle implements PluginView {
  private readonly view: EditorView;
  private readonly button = document.createElement('button');
  private readonly line = document.createElement('div');
  private readonly status = document.createElement('p');
  private readonly menu: BlockMenu;
  /** Where the block begins beside which the handle stands. */
  private at: number | null = null;
  private host: HTMLElement | null = null;
  private pointer = { x: -1, y: -1 };
  private drag: { blocks: Blocks; startY: number; y: number; isMoving: boolean; scrolling: number } | null = null;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView) {
    this.view = view;
    this.button.type = 'button';
    this.button.className = 'block-handle';
    this.button.hidden = true;
    this.button.setAttribute('aria-label', words.block);
    this.button.setAttribute('aria-haspopup', 'menu');
    this.button.setAttribute('aria-keyshortcuts', 'Control+.');
    this.button.title = words.block;
    this.button.innerHTML = grip;
    this.line.className = 'drop-line';
    this.line.hidden = true;
    this.status.className = 'editor-unseen';
    this.status.setAttribute('role', 'status');
    this.menu = new BlockMenu(view, {
      say: (sentence) => this.say(sentence),
      closed: () => this.button.setAttribute('aria-expanded', 'false'),
    });
    this.button.addEventListener('click', () => this.openMenu(this.at));
    this.button.addEventListener('pointerdown', (event) => this.grab(event));
    this.button.addEventListener('pointermove', (event) => this.pull(event));
    this.button.addEventListener('pointerup', (event) => this.drop(event));
    this.button.addEventListener('pointercancel', () => this.release());
    this.button.addEventListener('mousedown', (event) => event.preventDefault()); // the caret stays in the text
    view.dom.addEventListener('dragover', this.overText);
    view.dom.addEventListener('dragleave', this.leaveText);
    view.dom.addEventListener('drop', this.leaveText);
    this.restSoon();
  }

  update(view: EditorView, before: EditorState): void {
    const isChanged = view.state.doc !== before.doc;
    if (!isChanged && view.state.selection.eq(before.selection)) return;
    if (isChanged) {
      this.menu.close();
      if (!this.drag) this.hide(); // while one writes nothing stands beside the text
    }
    this.restSoon();
  }

  destroy(): void {
    clearTimeout(this.rest);
    this.release();
    this.menu.close();
    this.view.dom.removeEventListener('dragover', this.overText);
    this.view.dom.removeEventListener('dragleave', this.leaveText);
    this.view.dom.removeEventListener('drop', this.leaveText);
    this.host?.removeEventListener('pointermove', this.overHost);
    for (const part of [this.button, this.line, this.status]) part.remove();
  }

  /** Tells who cannot see it what became of a block. */
  say(sentence: string): void {
    this.status.textContent = '';
    requestAnimationFrame(() => (this.status.textContent = sentence)); // the same sentence twice is heard twice
  }

  /** Opens the menu of the block that begins at `at`, else of what is selected. */
  openMenu(at: number | null = null): boolean {
    if (!this.view.editable) return false;
    if (at !== null) this.choose(at);
    this.showAtCaret();
    if (this.button.hidden) return false;
    this.button.setAttribute('aria-expanded', 'true');
    this.menu.open(this.button);
    return true;
  }

  /** Selects the block that begins at `at`, unless it is among what is selected. */
  private choose(at: number): void {
    const { state } = this.view;
    const selected = topBlocksOf(state.selection);
    const block = state.doc.nodeAt(at);
    if (!block || (selected.from <= at && at < selected.to)) return;
    this.view.dispatch(withSelected(state.tr, { from: at, to: at + block.nodeSize }));
  }

  // ---- where it stands

  private restSoon(): void {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.settle();
      if (this.view.hasFocus() && !this.drag) this.showAtCaret();
    }, 400);
  }

  /** Stands beside the text, wherever that was put on the page. */
  private settle(): void {
    const host = this.view.dom.parentElement;
    if (!host?.isConnected || host === this.host) return;
    this.host?.removeEventListener('pointermove', this.overHost);
    this.host = host;
    host.addEventListener('pointermove', this.overHost, { passive: true });
    host.prepend(this.button, this.line, this.status);
  }

  private readonly overHost = (event: PointerEvent): void => {
    const isStill = event.screenX === this.pointer.x && event.screenY === this.pointer.y; // the page moved under it
    this.pointer = { x: event.screenX, y: event.screenY };
    if (isStill || event.pointerType === 'touch' || this.drag || this.menu.isOpen) return;
    let block = event.target as HTMLElement | null;
    while (block && block.parentElement !== this.view.dom) block = block.parentElement;
    if (!block) return;
    const inside = this.view.state.doc.resolve(this.view.posAtDOM(block, 0, -1));
    this.showAt(inside.depth > 0 ? inside.before(1) : inside.pos);
  };

  private showAtCaret(): void {
    this.settle();
    this.showAt(topBlocksOf(this.view.state.selection).from);
  }

  private showAt(at: number): void {
    const block = this.view.nodeDOM(at);
    if (!this.host || !this.view.editable || !(block instanceof HTMLElement)) {
      this.hide();
      return;
    }
    const top = block.getBoundingClientRect().top - this.host.getBoundingClientRect().top;
    const line = Number.parseFloat(getComputedStyle(block).lineHeight) || 28;
    this.at = at;
    this.button.style.setProperty('--top', `${Math.round(top)}px`);
    this.button.style.setProperty('--line', `${Math.round(Math.min(line, block.offsetHeight))}px`);
    this.button.hidden = false;
  }

  private hide(): void {
    if (document.activeElement !== this.button) this.button.hidden = true;
    this.at = null;
  }

  // ---- dragging

  private grab(event: PointerEvent): void {
    if (event.button !== 0 || this.at === null || !this.view.editable) return;
    const block = this.view.state.doc.nodeAt(this.at);
    if (!block) return;
    const selected = topBlocksOf(this.view.state.selection);
    const isSelected = !this.view.state.selection.empty && selected.from <= this.at && this.at < selected.to;
    const blocks = isSelected ? selected : { from: this.at, to: this.at + block.nodeSize };
    this.button.setPointerCapture(event.pointerId);
    this.drag = { blocks, startY: event.clientY, y: event.clientY, isMoving: false, scrolling: 0 };
    window.addEventListener('keydown', this.escape, true);
  }

  private pull({ clientY }: PointerEvent): void {
    const { drag } = this;
    if (!drag) return;
    drag.y = clientY;
    if (!drag.isMoving && Math.abs(clientY - drag.startY) < slack) return;
    if (!drag.isMoving) {
      this.view.dispatch(withSelected(this.view.state.tr, drag.blocks)); // so that one sees what goes along
      this.host?.toggleAttribute('data-dragging', true);
    }
    drag.isMoving = true;
    this.showLine(clientY);
    if (!drag.scrolling) this.scroll();
  }

  private drop(event: PointerEvent): void {
    const { drag } = this;
    this.release();
    if (!drag?.isMoving) return; // a press: its click opens the menu
    this.button.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => this.button.removeEventListener('click', swallow, true), 0);
    this.dispatch(movedTo(this.view.state, drag.blocks, gapAt(this.view, event.clientY).pos));
    this.view.focus();
  }

  private dispatch(transaction: Transaction | null): void {
    if (!transaction) return;
    this.view.dispatch(transaction);
    const place = this.view.state.doc.resolve(topBlocksOf(this.view.state.selection).from);
    this.say(words.movedTo(place.index() + 1, place.parent.childCount));
  }

  private release(): void {
    if (!this.drag) return;
    cancelAnimationFrame(this.drag.scrolling);
    this.host?.removeAttribute('data-dragging');
    this.drag = null;
    this.line.hidden = true;
    window.removeEventListener('keydown', this.escape, true);
  }

  private readonly escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.release();
  };

  /** Near the upper or lower edge of the window the page follows. */
  private scroll(): void {
    const { drag } = this;
    if (!drag?.isMoving) return;
    const over = drag.y < edge ? drag.y - edge : Math.max(0, drag.y - (innerHeight - edge));
    if (over !== 0) {
      window.scrollBy(0, over / 4);
      this.showLine(drag.y);
    }
    drag.scrolling = requestAnimationFrame(() => this.scroll());
  }

  private showLine(clientY: number): void {
    if (!this.host) return;
    this.line.style.top = `${gapAt(this.view, clientY).top - this.host.getBoundingClientRect().top}px`;
    this.line.hidden = false;
  }

  // ---- files that are dragged in from elsewhere land between blocks too

  private readonly overText = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    this.settle();
    this.host?.toggleAttribute('data-files-over', true);
    this.showLine(event.clientY);
  };

  private readonly leaveText = (event: DragEvent): void => {
    if (event.type === 'dragleave' && this.view.dom.contains(event.relatedTarget as Node)) return;
    this.host?.removeAttribute('data-files-over');
    this.line.hidden = true;
  };
}

const swallow = (event: Event): void => {
  event.stopImmediatePropagation();
  event.preventDefault();
};

const grip =
  '<svg viewBox="0 0 12 20" width="12" height="20" aria-hidden="true" fill="currentColor">' +
  [4, 10, 16].map((y) => `<circle cx="3" cy="${y}" r="1.5"/><circle cx="9" cy="${y}" r="1.5"/>`).join('') +
  '</svg>';
