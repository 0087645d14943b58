import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { textOf } from './desk.ts';

export type Clipboard = {
  'text/html'?: string;
  'text/plain'?: string;
  'text/rtf'?: string;
  files?: { name: string; type: string; base64: string }[];
};

/** What a program puts on the clipboard, as it was found there: `e2e/support/pasted/`. */
export const clipboardOf = (source: string): string =>
  readFileSync(join(import.meta.dirname, 'pasted', `${source}.clipboard`), 'utf8');

/**
 * Pastes into the text, at the caret. An event of its own with a clipboard of its own: the one of the machine takes HTML
 * from a script only after cleaning it, and then it would not be what Word puts there.
 */
export async function pasteInto(desk: Page, clipboard: Clipboard): Promise<void> {
  await textOf(desk).evaluate((element, { files = [], ...texts }) => {
    const data = new DataTransfer();
    for (const [type, text] of Object.entries(texts)) data.setData(type, text);
    for (const { name, type, base64 } of files) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], name, { type }));
    }
    const target = document.activeElement?.closest('[contenteditable]') ? document.activeElement : element;
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, clipboard);
}
