import { editorWords } from '#lib/words/editor';
import { forgetWords, type KeptWords, keepWords, listKeptWords } from './kept-in-browser.ts';
import { openSession, takeSession, type WritingSession } from './writing-session.ts';

/** Where the words on the screen stand. */
export type SavingState =
  | { is: 'saved'; at: Date | null }
  /** On their way, or about to be. */
  | { is: 'saving' }
  /** Changed, in this browser, and waiting for a press: where saving is publishing. */
  | { is: 'unsaved' }
  /** In this browser alone, with why; what was refused is tried again when it changes, what got no answer by itself. */
  | { is: 'kept'; reason: string; fields: Record<string, string>; isSignedOut?: boolean }
  /** The browser keeps nothing, and the site cannot be reached. */
  | { is: 'unkept'; reason: string; fields: Record<string, string> }
  /** Somebody else, or another window, saved since: nothing is overwritten until somebody decides. */
  | { is: 'conflict'; reason: string };

/** With which a save says what it builds on: see `draftInput` in lib/articles/rules.ts. */
export type SaveStamp = { session: string; sequence: number; version: number };

export type SaveAnswer =
  | { is: 'done'; version: number }
  | { is: 'conflict'; reason: string }
  | { is: 'refused'; reason: string; fields: Record<string, string> }
  | { is: 'signed-out'; reason: string }
  | { is: 'unanswered'; reason: string };

export type KeeperOptions<Words> = {
  userId: string;
  /** Names the text in this browser. */
  name: string;
  words: () => Words;
  /** Must not throw. `isLast`: the page is being left, and nobody waits for the answer. */
  send: (words: Words, stamp: SaveStamp, isLast: boolean) => Promise<SaveAnswer>;
  /** The version that the page was opened with. */
  version: number;
  /** The window whose save that version is, and the number of that save. */
  saved?: { session: string | null; sequence: number };
  /** Milliseconds between a change and its saving by itself; null where saving asks for a press. */
  every: number | null;
};

/** How long a failed save rests before it is tried again, in milliseconds: a little longer each time. */
const rests = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Keeps what is written: in this browser at once, at the site as soon as it answers. Saves never overlap, and each carries
 * the version it builds on and a number, so that neither a slow nor a repeated one overwrites what is newer.
 */
export class WordsKeeper<Words> {
  state: SavingState = { is: 'saved', at: null };
  /** What other windows that are gone left behind, beside what was taken over. */
  left: KeptWords<Words>[] = [];
  version: number;
  #options: KeeperOptions<Words>;
  #session: WritingSession | null = null;
  #sequence = 0;
  #changes = 0;
  #savedChanges = 0;
  #keptChanges = 0;
  #failures = 0;
  #isKept = true;
  /** The browser holds words of this window, or is about to. */
  #isHeld = false;
  #running: Promise<boolean> | null = null;
  #keeping: Promise<void> | null = null;
  #sendTimer: ReturnType<typeof setTimeout> | undefined;
  #listeners = new Set<() => void>();
  #told = 0;

  constructor(options: KeeperOptions<Words>) {
    this.#options = options;
    this.version = options.version;
  }

  /**
   * Takes over what a window that is gone left unsaved: `putBack` shall set it in the editor. Where saving is publishing it is
   * only offered, in `left`.
   */
  async open(putBack: (kept: KeptWords<Words>) => void): Promise<void> {
    const { userId, name } = this.#options;
    for (const kept of await listKeptWords<Words>(userId, name)) {
      const session = await takeSession(kept.session);
      if (!session) continue; // a window beside this one is writing them
      if (this.#isAtSite(kept)) {
        session.release();
        void forgetWords(kept);
        continue;
      }
      if (this.#session || this.#options.every === null) {
        session.release();
        this.left.push(kept);
        continue;
      }
      this.#session = session;
      this.#sequence = kept.sequence + 100; // past what that window sent as it went, which may still be on its way
      this.version = kept.version;
      putBack(kept);
      this.touch();
    }
    this.#session ??= await openSession();
    this.#tell();
  }

  /** Whether a later save of the window that kept these words has arrived: it was gone before it could forget them. */
  #isAtSite({ session, sequence }: KeptWords<Words>): boolean {
    const { saved } = this.#options;
    return session === saved?.session && sequence < saved.sequence;
  }

  /** To be called with every change of the words. */
  touch(): void {
    this.#changes += 1;
    this.#keepSoon();
    if (this.state.is === 'conflict') return;
    if (this.#options.every === null) {
      if (this.state.is !== 'kept') this.#set({ is: 'unsaved' });
    } else {
      if (this.state.is === 'saved') this.#set({ is: 'saving' });
      this.#sendIn(this.#options.every);
    }
  }

  /** The words on the screen. */
  words(): Words {
    return this.#options.words();
  }

  isUnsaved(): boolean {
    return this.#changes > this.#savedChanges;
  }

  isSaving(): boolean {
    return this.#running !== null;
  }

  /** Whether leaving the page now would lose something, or leave something undone that a person has to do. */
  isLeavingLossy(): boolean {
    return this.isUnsaved() && (this.#options.every === null || !this.#isKept);
  }

  /** Saves now, after any save under way. Whether everything typed before this call is at the site. */
  async save(): Promise<boolean> {
    while (this.#running) await this.#running;
    if (!this.isUnsaved()) return true;
    if (this.state.is === 'conflict' || !this.#session) return false;
    this.#running = this.#saveOnce();
    try {
      return await this.#running;
    } finally {
      this.#running = null;
    }
  }

  /** The page is being left: what can still be sent is, without waiting. It is kept in the browser in any case. */
  leave(): void {
    if (this.isUnsaved() || this.#isHeld) void this.#keep(); // or forgets what has reached the site
    if (!this.isUnsaved()) return;
    if (this.#options.every === null || this.state.is === 'conflict' || !this.#session) return;
    void this.#options.send(this.#options.words(), this.#stamp(), true);
  }

  close(): void {
    clearTimeout(this.#sendTimer);
    this.leave();
    this.#session?.release();
    this.#session = null;
  }

  /** The words on the screen win over `version`, which somebody else saved. */
  async overwrite(version: number): Promise<boolean> {
    this.version = version;
    this.#set({ is: 'saving' });
    return this.save();
  }

  /** The words on the screen are now those of `version` at the site. */
  settleOn(version: number): void {
    this.version = version;
    this.#changes += 1;
    this.#taken(this.#changes, null);
  }

  /** Somebody decided about words that another window left. */
  forgetLeft(kept: KeptWords<Words>): void {
    this.left = this.left.filter((other) => other !== kept);
    void forgetWords(kept);
    this.#tell();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Another value whenever `state` or `left` is another, for React. */
  told = (): number => this.#told;

  async #saveOnce(): Promise<boolean> {
    clearTimeout(this.#sendTimer);
    this.#sendTimer = undefined;
    const changes = this.#changes;
    if (this.state.is !== 'kept') this.#set({ is: 'saving' });
    const answer = await this.#options.send(this.#options.words(), this.#stamp(), false);
    if (answer.is === 'done') {
      this.#failures = 0;
      this.version = answer.version;
      this.#taken(changes, new Date());
      return true;
    }
    await this.#keep();
    this.#refused(answer, changes);
    return false;
  }

  #taken(changes: number, at: Date | null): void {
    this.#savedChanges = changes;
    if (this.isUnsaved()) {
      this.#set({ is: this.#options.every === null ? 'unsaved' : 'saving' });
      if (this.#options.every !== null) this.#sendIn(this.#options.every);
      return;
    }
    this.#set({ is: 'saved', at });
    this.#keepSoon(); // which finds that there is nothing left to keep
  }

  #refused(answer: Exclude<SaveAnswer, { is: 'done' }>, changes: number): void {
    if (answer.is === 'conflict') {
      this.#set({ is: 'conflict', reason: answer.reason });
      return;
    }
    const fields = answer.is === 'refused' ? answer.fields : {};
    const isSignedOut = answer.is === 'signed-out';
    this.#set(
      this.#isKept
        ? { is: 'kept', reason: answer.reason, fields, isSignedOut }
        : { is: 'unkept', reason: `${answer.reason} ${editorWords.browserKeepsNothing}`, fields },
    );
    if (this.#options.every === null) return;
    if (answer.is === 'unanswered') this.#sendIn(rests[Math.min(this.#failures++, rests.length - 1)]!);
    else if (this.#changes > changes) this.#sendIn(this.#options.every);
  }

  #stamp(): SaveStamp {
    this.#sequence += 1;
    return { session: this.#session!.id, sequence: this.#sequence, version: this.version };
  }

  #sendIn(milliseconds: number): void {
    if (this.state.is === 'conflict') return;
    this.#sendTimer ??= setTimeout(() => void this.save(), milliseconds);
  }

  /** After the change is painted, so that keeping never makes a key wait; one write follows another. */
  #keepSoon(): void {
    this.#keeping ??= afterPaint().then(async () => {
      const began = performance.now();
      await this.#keep();
      const took = performance.now() - began;
      if (took > 8) await new Promise((done) => setTimeout(done, Math.min(400, took * 10))); // a long text: leave room
      this.#keeping = null;
      const isOver = this.#session && this.#isHeld && !this.isUnsaved(); // they reached the site while they were being kept
      if (this.#changes !== this.#keptChanges || isOver) this.#keepSoon();
    });
  }

  async #keep(): Promise<void> {
    this.#keptChanges = this.#changes;
    if (!this.#session) return;
    const { userId, name, words } = this.#options;
    const own = { userId, name, session: this.#session.id };
    this.#isHeld = this.isUnsaved();
    if (!this.#isHeld) return forgetWords(own);
    const stamp = { sequence: this.#sequence, version: this.version };
    const isKept = await keepWords({ ...own, ...stamp, at: new Date().toISOString(), words: words() });
    if (isKept !== this.#isKept) {
      this.#isKept = isKept;
      this.#tell();
    }
  }

  #set(state: SavingState): void {
    this.state = state;
    this.#tell();
  }

  #tell(): void {
    this.#told += 1;
    for (const listener of this.#listeners) listener();
  }
}

const afterPaint = (): Promise<void> =>
  new Promise((done) => {
    const go = () => done();
    if (document.visibilityState === 'hidden') setTimeout(go, 0);
    else requestAnimationFrame(() => setTimeout(go, 0));
  });
