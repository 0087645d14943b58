import type { CDPSession, Page } from '@playwright/test';

/**
 * Somebody who types Korean on a two-set keyboard, through an input method as Chromium meets one: every stroke shows the
 * syllable as it is so far, and the syllable is committed when the next one begins. Only Chromium can be driven so.
 */
export class KoreanAuthor {
  private readonly page: Page;
  private readonly browser: CDPSession;

  private constructor(page: Page, browser: CDPSession) {
    this.page = page;
    this.browser = browser;
  }

  static async at(page: Page): Promise<KoreanAuthor> {
    return new KoreanAuthor(page, await page.context().newCDPSession(page));
  }

  /** Types text and leaves the last syllable open, as it is while the author thinks. */
  async type(text: string): Promise<void> {
    const characters = [...text];
    for (const [index, character] of characters.entries()) {
      const next = characters[index + 1];
      if (!isSyllable(character)) await this.page.keyboard.type(character);
      else {
        for (const shown of strokesOf(character, next, characters[index - 1])) await this.show(shown);
        if (next !== undefined) await this.commit(character);
      }
    }
  }

  /** Types text, and the last syllable is finished too. */
  async write(text: string): Promise<void> {
    await this.type(text);
    const last = [...text].at(-1)!;
    if (isSyllable(last)) await this.commit(last);
  }

  /**
   * A key in the middle of a syllable. Most input methods finish the syllable and hand the key on; some hand on the key
   * alone, and the syllable is still open when it comes.
   */
  async press(key: string, open: { syllable: string; finishedFirst: boolean }): Promise<void> {
    if (open.finishedFirst) {
      await this.taken();
      await this.commit(open.syllable);
    }
    await this.page.keyboard.press(key);
  }

  /** Backspace takes back one stroke of the open syllable, which then looks like `shown`; '' when none is left. */
  async takeBack(shown: string): Promise<void> {
    await this.show(shown);
  }

  private async show(shown: string): Promise<void> {
    await this.taken();
    const caret = shown.length;
    await this.browser.send('Input.imeSetComposition', { text: shown, selectionStart: caret, selectionEnd: caret });
  }

  private async commit(syllable: string): Promise<void> {
    await this.browser.send('Input.insertText', { text: syllable });
  }

  /** What the page hears of a key that the input method keeps. */
  private async taken(): Promise<void> {
    await this.browser.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Process',
      windowsVirtualKeyCode: 229,
    });
  }
}

const isSyllable = (character: string | undefined): boolean => /^[가-힣]$/.test(character ?? '');

const leads = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const finals = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];

/**
 * What is shown while a syllable is typed: 한 is ㅎ, 하, 한. The consonant that begins the next one first hangs below an
 * open syllable, and moves on with its vowel: 가나 is ㄱ, 가, 간, and then 나 with 가 left behind.
 */
function strokesOf(syllable: string, next: string | undefined, before: string | undefined): string[] {
  const { lead, vowel, final } = partsOf(syllable);
  const shown = [leads[lead]!, joined(lead, vowel, 0)];
  if (final > 0) shown.push(syllable);
  else if (isSyllable(next) && hangsBelow(next!) > 0) shown.push(joined(lead, vowel, hangsBelow(next!)));
  const hung = isSyllable(before) && partsOf(before!).final === 0 && hangsBelow(syllable) > 0;
  return hung ? shown.slice(1) : shown;
}

const hangsBelow = (syllable: string): number => finals.indexOf(leads[partsOf(syllable).lead]!);

function partsOf(syllable: string) {
  const index = syllable.charCodeAt(0) - 0xac00;
  return { lead: Math.floor(index / 588), vowel: Math.floor((index % 588) / 28), final: index % 28 };
}

const joined = (lead: number, vowel: number, final: number): string =>
  String.fromCharCode(0xac00 + lead * 588 + vowel * 28 + final);
