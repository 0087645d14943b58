import { createHash } from 'node:crypto';
import { currentChange, hasExpired, isWithdrawn, mayKeep } from '#lib/cache/expiry';
import type { Noted } from '#lib/cache/noting';
import { now as clock } from './clock.ts';
import { alone, type Coding, isPackable, packBrotli, packGzip, unpackBrotli } from './encodings.ts';

/** A finished answer, as it is made. */
export type Made = {
  status: number;
  /** In lower case; without length, encoding, etag and surrogate keys, which follow from the rest. */
  headers: Record<string, string>;
  body: Buffer;
  noted: Noted;
  /** Whether others may get it too. */
  mayBeKept: boolean;
  /** Whether it is said when it was made, for programs that ask by that alone. */
  isDated?: boolean;
};

/** An answer as it is sent: its bytes in one coding, with all its headers, their length too, as a flat list. */
export type Packed = { status: number; etag: string; headers: string[]; body: Buffer; madeAt?: number };

/**
 * Finished public answers in memory. Each is kept in its smallest form (brotli where that helps) and packed otherwise for
 * those few who ask; bounded in bytes, the one longest unused goes first. See docs/decisions/page-cache.md.
 */
export class PageCache {
  readonly #pages = new Map<string, Page>();
  readonly #making = new Map<string, { began: number; made: Promise<Page> }>();
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }
  get size(): number {
    return this.#pages.size;
  }

  /** Whether there is a page at `key`, good or not. */
  has(key: string): boolean {
    return this.#pages.has(key);
  }

  /** The kept page at `key`, when it is as good as new. */
  find(key: string): Page | undefined {
    const page = this.#pages.get(key);
    if (!page?.isGood()) return undefined;
    this.#touch(key, page);
    return page;
  }

  /**
   * The page at `key`, made by `make` when none is kept that is good. All who wait share one making, unless something
   * changed since it began: then it may show what was before. When making fails, the last good page goes out, unless what
   * it shows was taken away; it is made again after a pause. Throws what `make` throws.
   */
  async get(key: string, make: () => Promise<Made>): Promise<Page> {
    const kept = this.#pages.get(key);
    if (kept?.isGood()) {
      this.#touch(key, kept);
      return kept;
    }
    if (kept && kept.retryAt > clock() && !kept.isWithdrawn()) return kept;
    const under = this.#making.get(key);
    const making = under?.began === currentChange() ? under.made : this.#make(key, make);
    try {
      return await making;
    } catch (error) {
      const last = this.#pages.get(key);
      if (!last || last.isWithdrawn()) throw error;
      if (last.retryAt <= clock()) {
        last.retryAt = clock() + retryPause;
        console.error(`${key} could not be made anew and goes out as it was: ${(error as Error).message}`);
      }
      return last;
    }
  }

  #make(key: string, make: () => Promise<Made>): Promise<Page> {
    const began = currentChange();
    const made = make().then((result) => Page.of(result, began, (bytes) => this.#grow(key, page, bytes)));
    let page: Page | undefined;
    const done = made.then(
      (result) => {
        page = result;
        if (this.#making.get(key)?.made === done) this.#making.delete(key);
        if (result.mayBeKept && result.isGood() && mayKeep()) this.#keep(key, result);
        return result;
      },
      (error) => {
        if (this.#making.get(key)?.made === done) this.#making.delete(key);
        throw error;
      },
    );
    this.#making.set(key, { began, made: done });
    return done;
  }

  #keep(key: string, page: Page): void {
    const before = this.#pages.get(key);
    if (before) this.#bytes -= before.bytes;
    this.#pages.delete(key);
    this.#pages.set(key, page);
    this.#bytes += page.bytes;
    this.#makeRoom();
  }

  #grow(key: string, page: Page | undefined, bytes: number): void {
    if (!page || this.#pages.get(key) !== page) return;
    this.#bytes += bytes;
    this.#makeRoom();
  }

  #makeRoom(): void {
    while (this.#bytes > this.#mostBytes && this.#pages.size > 0) {
      const [key, oldest] = this.#pages.entries().next().value!;
      this.#pages.delete(key);
      this.#bytes -= oldest.bytes;
    }
  }

  /** To the end of the insertion order. Not at every hit of a page that everybody reads: once a second will do. */
  #touch(key: string, page: Page): void {
    const now = clock();
    if (now - page.touchedAt < 1000) return;
    page.touchedAt = now;
    this.#pages.delete(key);
    this.#pages.set(key, page);
  }
}

/** After a failure, how long the last good page goes out before it is tried again, in milliseconds. */
const retryPause = 5_000;
/** What a page costs beside its bytes: keys, headers, tags. */
const overhead = 1500;
/** A page that has gone out this often packed in brotli, and is this old, is worth the best packing. */
const worthTheBest = { sent: 20, age: 5_000 };

/** A proxy with its usual settings takes 4 kB of headers. */
const mostKeyBytes = 2_000;
/** Stands for more tags than a header can hold. */
const many = 'many';

/** The tags for a CDN, by which it is told what to forget. A page that shows too much goes with every change: `many`. */
function surrogateKey(tags: string[]): string {
  const all = tags.map(encodeURIComponent).join(' ');
  return all.length > mostKeyBytes ? many : all;
}

/** One finished answer. */
export class Page {
  readonly status: number;
  readonly mayBeKept: boolean;
  readonly type: string;
  /** Not before this after a failed making. */
  retryAt = 0;
  touchedAt = 0;
  readonly #headers: Record<string, string>;
  readonly #tags: string[];
  readonly #validUntil: number;
  readonly #began: number;
  readonly #digest: string;
  readonly #onGrowth: (bytes: number) => void;
  /** Up to which change it is known to be good. */
  #checkedAt: number;
  #bytes = overhead;
  #sentPacked = 0;
  readonly #madeAt = clock();
  readonly #isDated: boolean;
  #isPackedBest = false;
  readonly #packed: Partial<Record<Coding, Packed>> = {};

  private constructor(made: Made, began: number, onGrowth: (bytes: number) => void) {
    this.status = made.status;
    this.mayBeKept = made.mayBeKept;
    this.type = made.headers['content-type'] ?? '';
    // In one order, whichever read ended first: the same page has the same ETag each time and on each instance.
    this.#tags = [...made.noted.tags].sort();
    this.#validUntil = made.noted.validUntil;
    this.#began = began;
    this.#checkedAt = began;
    this.#onGrowth = onGrowth;
    this.#isDated = made.isDated ?? false;
    this.#headers = { ...made.headers };
    if (this.#tags.length > 0) this.#headers['surrogate-key'] = surrogateKey(this.#tags);
    this.#digest = createHash('sha256')
      .update(JSON.stringify(this.#headers))
      .update(made.body)
      .digest('base64url')
      .slice(0, 22);
  }

  static async of(made: Made, began: number, onGrowth: (bytes: number) => void = () => {}): Promise<Page> {
    const page = new Page(made, began, onGrowth);
    // Kept packed only: ten thousand pages as they are would be half a gigabyte.
    if (page.isPackable && made.body.length > 500) page.#pack('br', await packBrotli(made.body, 5));
    else page.#pack('identity', alone(made.body));
    return page;
  }

  get bytes(): number {
    return this.#bytes;
  }
  /** Whether a reader has been shown a page of ours by it. */
  get isDocument(): boolean {
    return this.status === 200 && this.type.startsWith('text/html');
  }
  get isPackable(): boolean {
    return isPackable(this.type);
  }

  /** Whether nothing that it shows has changed since it was begun. */
  isGood(): boolean {
    const now = currentChange();
    if (this.#checkedAt !== now) {
      if (hasExpired(this.#tags, this.#began)) return false;
      this.#checkedAt = now;
    }
    return this.#validUntil === Number.POSITIVE_INFINITY || clock() < this.#validUntil;
  }

  isWithdrawn(): boolean {
    return isWithdrawn(this.#tags, this.#began);
  }

  /** Its bytes in `coding`, when they are at hand. */
  at(coding: Coding): Packed | undefined {
    const packed = this.#packed[coding] ?? (this.#packed.br ? undefined : this.#packed.identity);
    if (coding === 'br' && packed) {
      this.#sentPacked += 1;
      if (!this.#isPackedBest && this.#sentPacked >= worthTheBest.sent) this.#packBest();
    }
    return packed;
  }

  /** Its bytes in `coding`, packed now where need be. */
  async in(coding: Coding): Promise<Packed> {
    const known = this.at(coding);
    if (known) return known;
    const plain = await this.body();
    if (coding !== 'gzip') return this.#packing(plain, 'identity', 'identity'); // asked for too seldom to be kept
    const packed = this.#pack('gzip', await packGzip(plain));
    this.#onGrowth(packed.body.length);
    return packed;
  }

  /** As it was made, for what is made of it. */
  async made(): Promise<Made> {
    const noted = { tags: new Set(this.#tags), validUntil: this.#validUntil };
    return {
      status: this.status,
      headers: this.#headers,
      body: await this.body(),
      noted,
      mayBeKept: this.mayBeKept,
      isDated: this.#isDated,
    };
  }

  /** Its bytes as they are. */
  async body(): Promise<Buffer> {
    return this.#packed.br ? unpackBrotli(this.#packed.br.body) : this.#packed.identity!.body;
  }

  /** Not in the first seconds, when those who wait for other pages need the processor. */
  #packBest(): void {
    if (!this.mayBeKept || clock() - this.#madeAt < worthTheBest.age) return;
    this.#isPackedBest = true;
    void this.body()
      .then((plain) => packBrotli(plain, 11))
      .then((best) => {
        const before = this.#packed.br!.body.length;
        if (best.length >= before) return;
        this.#bytes -= before;
        this.#pack('br', best, 'br-best');
        this.#onGrowth(best.length - before);
      });
  }

  #pack(coding: Coding, body: Buffer, mark: string = coding): Packed {
    this.#bytes += body.length;
    const packed = this.#packing(body, coding, mark);
    this.#packed[coding] = packed;
    return packed;
  }

  /** `mark` tells apart what is packed differently: a strong ETag stands for exactly these bytes (RFC 9110, 8.8.3). */
  #packing(body: Buffer, coding: Coding, mark: string): Packed {
    const etag = `"${this.#digest}${mark === 'identity' ? '' : `-${mark}`}"`;
    const headers = Object.entries(this.#headers).flat();
    if (coding !== 'identity') headers.push('content-encoding', coding);
    headers.push('etag', etag, 'content-length', String(body.length));
    return { status: this.status, etag, headers, body, ...(this.#isDated && { madeAt: this.#madeAt }) };
  }
}
