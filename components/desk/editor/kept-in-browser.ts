import { createStore, del, entries, set, type UseStore } from 'idb-keyval';

/** Words that have not reached the site, kept in this browser (IndexedDB): a crash or a closed tab loses nothing. */
export type KeptWords<Words> = {
  /** Whose words these are, and of which text. */
  userId: string;
  name: string;
  /** The window that wrote them, its last number, and the version it began from. */
  session: string;
  sequence: number;
  version: number;
  /** ISO 8601. */
  at: string;
  words: Words;
};

const store = (): UseStore => {
  opened ??= createStore('mansudae-desk', 'kept-words');
  return opened;
};
let opened: UseStore | undefined;

const keyOf = ({ userId, name, session }: Pick<KeptWords<unknown>, 'userId' | 'name' | 'session'>): string =>
  [userId, name, session].join(' ');

/** Keeps `words` until they are forgotten. False where the browser keeps nothing: a private window, a full disk. */
export async function keepWords<Words>(words: KeptWords<Words>): Promise<boolean> {
  try {
    await set(keyOf(words), words, store());
    return true;
  } catch {
    return false;
  }
}

/** Forgets what `keepWords` kept, once it is at the site or somebody has let it go. */
export async function forgetWords(words: Pick<KeptWords<unknown>, 'userId' | 'name' | 'session'>): Promise<void> {
  try {
    await del(keyOf(words), store());
  } catch {
    // nothing was kept
  }
}

/** What is kept of the text `name` for this person, the latest first. */
export async function listKeptWords<Words>(userId: string, name: string): Promise<KeptWords<Words>[]> {
  try {
    const all = await entries<string, KeptWords<Words>>(store());
    const own = all.map(([, kept]) => kept).filter((kept) => kept.userId === userId && kept.name === name);
    return own.sort((one, other) => other.at.localeCompare(one.at));
  } catch {
    return [];
  }
}
