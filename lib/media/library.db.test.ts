import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { User } from '#lib/auth/roles';
import { type Block, bodyOf } from '#lib/body/body';
import { hire } from '../../e2e/support/newsroom.ts';
import { flat } from '../../e2e/support/picture-files.ts';

const disk = vi.hoisted(() => ({ free: 10e9 }));
vi.mock('node:fs/promises', async (original) => ({
  ...(await original<typeof import('node:fs/promises')>()),
  statfs: async () => ({ bavail: disk.free / 4096, bsize: 4096 }),
}));
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'library-'));
const { db } = await import('#db/client');
const { articles, revisions } = await import('#db/schema/articles');
const { media } = await import('#db/schema/media');
const { authors } = await import('#db/schema/people');
const { settings } = await import('#db/schema/settings');
const { developMissing, storePicture } = await import('./mutations.ts');
const { bringPictureBack, changePicture, purgePictures, removePicture, replacePicture, undoReplacement } = await import(
  './library-mutations.ts'
);
const { countLicenceEndings, findPictures, getPictureAtDesk, listPictures } = await import('./library-queries.ts');
const { notedOf } = await import('./library-rules.ts');
const { getPictures } = await import('./queries.ts');
const { findUses } = await import('./uses.ts');
const { pictureFileName } = await import('./rules.ts');
const { mediaStore } = await import('./store/store.ts');
const folder = join(process.env.DATA_DIR, 'media');

let editor: User;
let author: User;
beforeAll(async () => {
  [editor, author] = [await hire('editor'), await hire('author')];
});
beforeEach(async () => {
  await db.delete(articles);
  await db.delete(authors);
  await db.delete(media);
});

const send = async (colour: string, originalName = `${colour}.jpg`, by: User = author) =>
  storePicture(await flat(60, 40, colour).jpeg().toBuffer(), { originalName, uploadedBy: by.id });
const figure = (id: string): Block => ({ type: 'figure', attrs: { media: id, alt: 'A', caption: '', credit: '' } });
const noted = { alt: '', caption: '', credit: '', licence: '', expiresOn: null, focusX: 0.5, focusY: 0.5 };
const whole = { q: '', only: null, page: 1 } as const;
const found = async (view: Partial<Parameters<typeof listPictures>[1]>, user = author) =>
  (await listPictures(user, { ...whole, ...view })).pictures.map(({ id }) => id).toSorted();

/** An article with one revision that holds these pictures, straight into the database. */
async function writeWith(ids: string[], { isPublic = false, isCurrent = true } = {}) {
  const [article] = await db.insert(articles).values({ createdBy: author.id }).returning();
  const body = bodyOf({ type: 'gallery', attrs: { caption: '' }, content: ids.map(figure) } as Block);
  const [revision] = await db
    .insert(revisions)
    .values({ articleId: article!.id, number: 1, headline: 'Piers', slug: '', body })
    .returning();
  const id = revision!.id;
  if (isCurrent)
    await db
      .update(articles)
      .set({
        draftRevisionId: id,
        ...(isPublic && { publishedRevisionId: id, publishedAt: new Date(0), state: 'published' }),
      })
      .where(eq(articles.id, article!.id));
  return article!.id;
}

describe('finding', () => {
  test('by any word that is noted of it, in Hangul as a Mac types it, and never by a wildcard', async () => {
    const [pier, river] = [await send('red', 'pier_1.jpg'), await send('blue')];
    await changePicture(author, { ...noted, id: river.id, caption: '대동강의 배 100%' });
    expect(await found({ q: 'PIER' })).toEqual([pier.id]);
    expect(await found({ q: '대동강'.normalize('NFC') })).toEqual([river.id]);
    expect(await found({ q: '배 100%' })).toEqual([river.id]);
    expect(await found({ q: '%' })).toEqual([river.id]);
    expect(await found({ q: '_1' })).toEqual([pier.id]);
    expect(await found({ q: 'pier 배' })).toEqual([]);
  });

  test('narrowed: whose, what is missing, what has ended, what stands nowhere', async () => {
    await db.update(settings).set({ timeZone: 'Asia/Seoul' });
    const [used, portrait, ended, other] = [
      await send('red'),
      await send('blue'),
      await send('lime'),
      await send('gray', 'x', editor),
    ];
    await writeWith([used.id]);
    await db.insert(authors).values({ handle: 'han', name: 'Han', pictureId: portrait.id });
    await changePicture(editor, { ...noted, id: ended.id, alt: 'Fog', credit: 'Han', expiresOn: '2026-01-01' });
    await changePicture(editor, { ...noted, id: other.id, expiresOn: '2999-01-01' });
    expect(await found({ only: 'unused' })).toEqual([ended.id, other.id].toSorted());
    expect(await found({ only: 'mine' })).toEqual([used.id, portrait.id, ended.id].toSorted());
    expect(await found({ only: 'expired' })).toEqual([ended.id]);
    expect(await found({ only: 'noCredit' })).not.toContain(ended.id);
    expect(await found({ only: 'noAlt' })).not.toContain(ended.id);
    expect(await found({ only: 'moving' })).toEqual([]);
  });
});

test('two who describe one at a time: the second sees what the first has saved before it is overwritten', async () => {
  const { id } = await send('red');
  const opened = notedOf((await getPictureAtDesk(editor, id))!);
  await changePicture(author, { ...noted, id, caption: 'One', noted: opened });
  await expect(changePicture(editor, { ...noted, id, caption: 'Two', noted: opened })).rejects.toThrow('Somebody else');
  const seen = (await getPictureAtDesk(editor, id))!;
  expect(seen.caption).toBe('One');
  await changePicture(editor, { ...noted, id, caption: 'Two', noted: notedOf(seen) });
  expect((await getPictureAtDesk(editor, id))!.caption).toBe('Two');
});

test('licences that end are told of where readers see the picture, also in place of another', async () => {
  const [open, draft, portrait, later, replaced] = [
    await send('red'),
    await send('blue'),
    await send('lime'),
    await send('navy'),
    await send('gold'),
  ];
  await writeWith([open.id, later.id, replaced.id], { isPublic: true });
  await writeWith([draft.id]);
  await db.insert(authors).values({ handle: 'han', name: 'Han', pictureId: portrait.id });
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  for (const { id } of [open, draft]) await changePicture(editor, { ...noted, id, expiresOn: day(-5) });
  await changePicture(editor, { ...noted, id: portrait.id, expiresOn: day(10) });
  await changePicture(editor, { ...noted, id: later.id, expiresOn: day(20) });
  expect(await found({ only: 'ending' }, editor)).toEqual([open.id, portrait.id].toSorted());
  expect(await countLicenceEndings(editor)).toBe(2);
  expect(await countLicenceEndings(author)).toBe(0);
  await replacePicture(editor, replaced.id, draft.id);
  expect(await found({ only: 'ending' }, editor)).toContain(draft.id);
});

test('pictures to choose from come in parts, none twice', async () => {
  await db.insert(media).values(
    Array.from({ length: 70 }, (_, at) => ({
      id: at.toString(16).padStart(32, '0'),
      extension: 'jpg' as const,
      width: 3,
      height: 2,
      bytes: 1,
    })),
  );
  const ids = new Set<string>();
  for (let hasMore = true, parts = 0; hasMore; parts += 1) {
    expect(parts).toBeLessThan(4);
    const answer = await findPictures(author, { q: '', from: ids.size });
    for (const { id } of answer.pictures) ids.add(id);
    hasMore = answer.hasMore;
  }
  expect(ids.size).toBe(70);
});

describe('where a picture is used', () => {
  test('in versions that somebody sees or works on, in galleries too, each place once', async () => {
    const [one, two] = [await send('red'), await send('blue')];
    const draft = await writeWith([one.id, two.id, one.id]);
    const open = await writeWith([one.id], { isPublic: true });
    await writeWith([one.id], { isCurrent: false });
    await db.insert(authors).values({ handle: 'han', name: 'Han', pictureId: two.id });
    const uses = await findUses(db, [one.id, two.id]);
    const plain = uses.map(
      (use) => `${use.picture === one.id ? 1 : 2} ${use.in === 'article' ? `${use.id} ${use.isPublic}` : use.in}`,
    );
    expect(plain.toSorted()).toEqual([`1 ${draft} false`, `1 ${open} true`, `2 ${draft} false`, '2 author'].toSorted());
  });
});

describe('replacing', () => {
  test('shows the other one wherever it stands, without a chain, until it is taken back', async () => {
    const [first, second, third] = [await send('red'), await send('blue'), await send('lime')];
    const shownFor = async (id: string) => (await getPictures([id])).get(id)?.src;
    const addressOf = ({ id }: { id: string }) => `/media/${pictureFileName(id, 'jpg')}`;
    await replacePicture(editor, first.id, second.id);
    expect(await shownFor(first.id)).toBe(addressOf(second));
    await replacePicture(editor, second.id, third.id);
    expect(await shownFor(first.id)).toBe(addressOf(third));
    expect(await shownFor(second.id)).toBe(addressOf(third));
    expect(await found({})).toEqual([third.id]);
    expect((await getPictureAtDesk(editor, third.id))!.replaced.map(({ id }) => id).toSorted()).toEqual(
      [first.id, second.id].toSorted(),
    );
    await undoReplacement(editor, first.id);
    expect(await shownFor(first.id)).toBe(addressOf(first));
    await expect(replacePicture(editor, first.id, first.id)).rejects.toThrow('same picture');
    await expect(replacePicture(author, first.id, third.id)).rejects.toThrow('Only an editor');
  });

  test('taken back in the middle, what it had replaced shows it again', async () => {
    const [first, second, third] = [await send('red'), await send('blue'), await send('lime')];
    const shown = async () => {
      const pictures = await getPictures([first.id, second.id, third.id]);
      const name = new Map(
        [first, second, third].map(({ id }, at) => [`/media/${pictureFileName(id, 'jpg')}`, at + 1]),
      );
      return [first, second, third].map(({ id }) => name.get(pictures.get(id)!.src));
    };
    await replacePicture(editor, first.id, second.id);
    await replacePicture(editor, second.id, third.id);
    expect(await shown()).toEqual([3, 3, 3]);
    await undoReplacement(editor, second.id);
    expect(await shown(), 'as before the second replacement').toEqual([2, 2, 3]);
    expect(await found({})).toEqual([second.id, third.id].toSorted());
    await undoReplacement(editor, first.id);
    expect(await shown()).toEqual([1, 2, 3]);
  });

  test('and the other way round: the first is shown again, and neither points to itself', async () => {
    const [first, second] = [await send('red'), await send('blue')];
    await replacePicture(editor, first.id, second.id);
    await replacePicture(editor, second.id, first.id);
    const rows = await db.select({ id: media.id, by: media.replacedBy }).from(media);
    expect(new Map(rows.map(({ id, by }) => [id, by]))).toEqual(
      new Map([
        [first.id, null],
        [second.id, first.id],
      ]),
    );
    expect(await found({})).toEqual([first.id]);
  });

  test('two who replace each other at once end in one of both', async () => {
    const [first, second] = [await send('red'), await send('blue')];
    await Promise.allSettled([
      replacePicture(editor, first.id, second.id),
      replacePicture(editor, second.id, first.id),
    ]);
    expect(await found({})).toHaveLength(1);
  });

  test('what was replaced is not taken again by accident', async () => {
    const [first, second] = [await send('red'), await send('blue')];
    await replacePicture(editor, first.id, second.id);
    await expect(send('red')).rejects.toThrow('was replaced by another');
  });
});

describe('removing', () => {
  test('what is in use is only removed when that is said, and by an editor', async () => {
    const picture = await send('red');
    await writeWith([picture.id], { isPublic: true });
    await expect(removePicture(author, picture.id, { evenIfUsed: true })).rejects.toThrow('Only an editor');
    await expect(removePicture(editor, picture.id)).rejects.toThrow('It stands in one place.');
    await removePicture(editor, picture.id, { evenIfUsed: true });
    expect((await getPictures([picture.id])).size).toBe(0);
  });

  test('its addresses end at once; put back it is the same, in all sizes', async () => {
    const picture = await send('red');
    const before = readdirSync(folder).filter((name) => name.startsWith(picture.id));
    expect(before.length).toBeGreaterThan(2);
    await changePicture(author, { ...noted, id: picture.id, caption: 'Kept' });
    await removePicture(author, picture.id);
    expect(readdirSync(folder).filter((name) => name.startsWith(picture.id))).toEqual([]);
    expect(await found({})).toEqual([]);
    expect(await found({ only: 'removed' })).toEqual([picture.id]);
    await bringPictureBack(author, picture.id);
    expect(existsSync(join(folder, 'removed', `${picture.id}.jpg`))).toBe(false);
    expect((await getPictures([picture.id])).get(picture.id)).toMatchObject({ width: 60 });
    await developMissing();
    expect(readdirSync(folder).filter((name) => name.startsWith(picture.id))).toEqual(before);
    expect((await getPictureAtDesk(editor, picture.id))!.caption).toBe('Kept');
  });

  test('sent again it is there again, and after 30 days it is gone for good', async () => {
    const picture = await send('red');
    await removePicture(author, picture.id);
    await send('red');
    expect(await found({})).toEqual([picture.id]);
    await removePicture(author, picture.id);
    await purgePictures();
    expect(await found({ only: 'removed' })).toEqual([picture.id]);
    await db.update(media).set({ removedAt: new Date(Date.now() - 31 * 86_400_000) });
    await purgePictures();
    expect(await db.$count(media)).toBe(0);
    expect(readdirSync(join(folder, 'removed'))).toEqual([]);
  });

  test('one whose file could not be deleted is deleted the next time, and keeps no other', async () => {
    for (const colour of ['red', 'blue']) await removePicture(author, (await send(colour)).id);
    await db.update(media).set({ removedAt: new Date(Date.now() - 31 * 86_400_000) });
    const remove = vi.spyOn(mediaStore(), 'remove').mockRejectedValueOnce(new Error('The store is away.'));
    await expect(purgePictures()).rejects.toThrow('1 pictures could not be dealt with');
    remove.mockRestore();
    expect(await db.$count(media)).toBe(1);
    expect(readdirSync(join(folder, 'removed'))).toHaveLength(1);
    await purgePictures();
    expect(await db.$count(media)).toBe(0);
    expect(readdirSync(join(folder, 'removed'))).toEqual([]);
  });

  test('with it goes what it stands in place of, for good too; and both come back together', async () => {
    const [first, second] = [await send('red', 'red.jpg', editor), await send('blue')];
    await writeWith([first.id], { isPublic: true });
    await replacePicture(editor, first.id, second.id);
    await expect(removePicture(author, second.id, { evenIfUsed: true }), 'their own, in use').rejects.toThrow(
      'Only an editor',
    );
    await expect(removePicture(editor, second.id), 'in use as the other').rejects.toThrow('It stands in one place.');
    await expect(removePicture(editor, first.id, { evenIfUsed: true })).rejects.toThrow('Undo that first');
    await removePicture(editor, second.id, { evenIfUsed: true });
    expect((await getPictures([first.id, second.id])).size).toBe(0);
    expect(readdirSync(folder).filter((name) => name.startsWith(first.id) || name.startsWith(second.id))).toEqual([]);
    await bringPictureBack(editor, second.id);
    await developMissing();
    expect((await getPictures([first.id])).get(first.id)?.src).toContain(second.id);
    await removePicture(editor, second.id, { evenIfUsed: true });
    await db.update(media).set({ removedAt: new Date(Date.now() - 31 * 86_400_000) });
    await purgePictures();
    expect(await db.$count(media)).toBe(0);
  });

  test('one by one they do not come back: neither by being sent again, nor the one that was replaced alone', async () => {
    const [first, second] = [await send('red'), await send('blue')];
    await replacePicture(editor, first.id, second.id);
    await removePicture(author, second.id);
    await expect(send('blue')).rejects.toThrow('Put it back in the library instead');
    await expect(send('red')).rejects.toThrow('was replaced by another');
    expect(readdirSync(folder).filter((name) => name.startsWith(first.id) || name.startsWith(second.id))).toEqual([]);
    await bringPictureBack(author, first.id);
    expect((await getPictures([first.id])).get(first.id)?.src).toContain(second.id);
    expect(await found({})).toEqual([second.id]);
  });

  test('nobody removes what others have sent by removing what an editor has put in its place', async () => {
    const [theirs, own] = [await send('red', 'red.jpg', editor), await send('blue')];
    await replacePicture(editor, theirs.id, own.id);
    expect((await getPictureAtDesk(author, own.id))!.mayRemove).toBe(false);
    await expect(removePicture(author, own.id)).rejects.toThrow('Only an editor');
    expect(await found({})).toEqual([own.id]);
  });

  test('what an editor has removed does not come back because its sender wants it', async () => {
    const picture = await send('red');
    await removePicture(editor, picture.id);
    await expect(send('red')).rejects.toThrow('was removed from the library by somebody else');
    expect(readdirSync(folder).filter((name) => name.startsWith(picture.id))).toEqual([]);
    await expect(bringPictureBack(author, picture.id)).rejects.toThrow('Only an editor');
    await bringPictureBack(editor, picture.id);
    expect(await found({})).toEqual([picture.id]);
  });

  test('a removal that the store broke off is finished by the next look', async () => {
    const picture = await send('red');
    const remove = vi.spyOn(mediaStore(), 'remove').mockRejectedValueOnce(new Error('The store is away.'));
    await expect(removePicture(author, picture.id)).rejects.toThrow('away');
    remove.mockRestore();
    expect((await getPictures([picture.id])).size).toBe(0);
    await developMissing();
    expect(readdirSync(folder).filter((name) => name.startsWith(picture.id))).toEqual([]);
    await bringPictureBack(author, picture.id);
    expect(existsSync(join(folder, pictureFileName(picture.id, 'jpg')))).toBe(true);
  });

  test('removed while it is sent, or while it is developed, it is there with its files or gone with them', async () => {
    const { id } = await send('red');
    const filesLeft = () => readdirSync(folder).filter((name) => name.startsWith(id));
    for (const meanwhile of [() => send('red'), developMissing]) {
      for (let turn = 0; turn < 4; turn += 1) {
        if (meanwhile === developMissing) {
          await removePicture(author, id);
          await bringPictureBack(author, id); // nothing is made of it yet
        }
        const removed = new Promise((go) => setTimeout(go, turn * 30)).then(() => removePicture(author, id));
        await Promise.all([meanwhile(), removed]);
        const [row] = await db.select().from(media);
        if (row!.removedAt) expect(filesLeft()).toEqual([]);
        else expect(filesLeft()).toHaveLength(row!.files!.length);
        await send('red');
      }
    }
  });

  test('one of which nothing was made yet is removed whole too, when the store breaks off', async () => {
    const picture = await send('red');
    await db.update(media).set({ files: null });
    const put = vi.spyOn(mediaStore(), 'put').mockRejectedValueOnce(new Error('The store is away.'));
    await expect(removePicture(author, picture.id)).rejects.toThrow('away');
    put.mockRestore();
    await developMissing();
    expect(existsSync(join(folder, pictureFileName(picture.id, 'jpg')))).toBe(false);
  });

  test('somebody else’s is left alone', async () => {
    const picture = await send('red', 'red.jpg', editor);
    await expect(changePicture(author, { ...noted, id: picture.id })).rejects.toThrow('Only an editor');
    await expect(removePicture(author, picture.id)).rejects.toThrow('Only an editor');
  });
});

test('a picture that cannot be developed keeps no other waiting', async () => {
  const [torn, whole] = [await send('red'), await send('blue')];
  await db.update(media).set({ files: null });
  await mediaStore().put(pictureFileName(torn.id, 'jpg'), Buffer.from('torn'), 'image/jpeg');
  await developMissing();
  const rows = await db.select({ id: media.id, files: media.files }).from(media);
  expect(rows.find(({ id }) => id === torn.id)!.files).toEqual([]);
  expect(rows.find(({ id }) => id === whole.id)!.files!.length).toBeGreaterThan(2);
});

test('a disk that is full for a while says nothing of a picture: it is developed later', async () => {
  await send('red');
  await db.update(media).set({ files: null });
  disk.free = 100e6;
  await expect(developMissing()).rejects.toThrow('could not be dealt with');
  disk.free = 10e9;
  await developMissing();
  const [row] = await db.select({ files: media.files }).from(media);
  expect(row!.files!.length).toBeGreaterThan(2);
});

test('a removal that cannot be finished keeps nothing else from being developed', async () => {
  const [gone, waiting] = [await send('red'), await send('blue')];
  const remove = vi.spyOn(mediaStore(), 'remove').mockRejectedValue(new Error('The store is away.'));
  await expect(removePicture(author, gone.id)).rejects.toThrow('away');
  await db.update(media).set({ files: null }).where(eq(media.id, waiting.id));
  await expect(developMissing()).rejects.toThrow('could not be dealt with');
  remove.mockRestore();
  const [row] = await db.select({ files: media.files }).from(media).where(eq(media.id, waiting.id));
  expect(row!.files!.length).toBeGreaterThan(2);
});

test('sent again, what went out under its addresses stays as it is, and what was lost is put back', async () => {
  const { id } = await send('red');
  const [small, large] = [pictureFileName(id, 'avif', 60), pictureFileName(id, 'webp', 60)];
  const older = Buffer.from((await mediaStore().get(small))!).fill('x');
  await mediaStore().put(small, older, 'image/avif');
  await send('red');
  expect(Buffer.from((await mediaStore().get(small))!)).toEqual(older);
  await mediaStore().remove(large);
  await send('red');
  expect(await mediaStore().sizeOf(large)).toBeGreaterThan(0);
});

test('what is missing of a picture is made, once, by however many', async () => {
  const picture = await send('red');
  await db.update(media).set({ files: null, thumbhash: '' });
  await Promise.all([developMissing(), developMissing()]);
  const [row] = await db.select().from(media).where(eq(media.id, picture.id));
  expect(row!.files!.map(({ name }) => name.replace(picture.id, '')).toSorted()).toEqual([
    '-60.avif',
    '-60.webp',
    '.jpg',
  ]);
  expect(row!.thumbhash).not.toBe('');
});
