import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { db } from '#db/client';
import { articleSlugs, articles, corrections, previewLinks, reviewNotes, revisions } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { followers } from '#db/schema/followers';
import { frontArrangements } from '#db/schema/front';
import { mails } from '#db/schema/mails';
import { media } from '#db/schema/media';
import { messages } from '#db/schema/messages';
import { authors, users } from '#db/schema/people';
import { sections, series } from '#db/schema/sections';
import { settings } from '#db/schema/settings';
import { setCommenting } from '#lib/articles/commenting-mutations';
import { importArticle } from '#lib/articles/exchange/import';
import { changeArticles, duplicateArticle } from '#lib/articles/lists/mutations';
import { createDraft, keepAside, publishArticle, saveDraft, unpublishArticle } from '#lib/articles/mutations';
import { meetAtArticle } from '#lib/articles/presence';
import { addNote, deleteNote, settleNote } from '#lib/articles/review/notes-mutations';
import {
  approveArticle,
  assignArticle,
  returnArticle,
  submitArticle,
  withdrawArticle,
} from '#lib/articles/review/workflow-mutations';
import { nameRevision, restoreRevision } from '#lib/articles/revisions/mutations';
import { type ArticleState, draftInput, emptyWords, type Words } from '#lib/articles/rules';
import {
  cancelSchedule,
  moveSchedule,
  restoreSchedule,
  retryOverdue,
  schedulePublication,
  scheduleUnpublication,
} from '#lib/articles/schedules/mutations';
import { bringBack, deleteForGood, moveToTrash } from '#lib/articles/trash-mutations';
import { type Role, roles, type User } from '#lib/auth/roles';
import { changeProfile } from '#lib/authors/mutations';
import { bodyOf, emptyBody } from '#lib/body/body';
import { decideComments } from '#lib/comments/mutations';
import {
  addCorrection,
  editCorrection,
  publishChanges,
  removeCorrection,
  scheduleChanges,
} from '#lib/corrections/mutations';
import { removeFollower } from '#lib/followers/mutations';
import { publishFront, restoreFront } from '#lib/front/mutations';
import { byItself } from '#lib/front/rules';
import { addGroup, changeGroup, mergeGroups, orderGroups, orderSeries, removeGroup } from '#lib/groups/mutations';
import { discardMail, retryMail } from '#lib/mails/mutations';
import {
  bringPictureBack,
  changePicture,
  removePicture,
  replacePicture,
  undoReplacement,
} from '#lib/media/library-mutations';
import { setMessageState } from '#lib/messages/mutations';
import { savePage } from '#lib/pages/mutations';
import { addPerson, changePerson, disablePerson, enablePerson, sendSignInLink } from '#lib/people/mutations';
import { changePings, retryPings } from '#lib/pings/mutations';
import { revokePreview, sharePreview } from '#lib/previews/mutations';
import { changeSettings, removeSample, restoreSample, setUpPublication } from '#lib/settings/mutations';
import { hire } from '../e2e/support/newsroom.ts';

/*
 * Every mutation × every role × own and other's, against the database: what is allowed is done, and what is refused changes
 * nothing at all. A mutation without a row here fails the first test.
 */

type Whose = 'made' | 'in byline' | 'other’s';
type State = ArticleState | 'trash' | 'public draft';
/** `revisionId` is its first revision. */
type Target = { id: string; noteId: string; revisionId: string; correctionId: string; linkId: string };
/** For each state, who may with an article of their own, and with one of somebody else. What is not named is refused. */
type May = Partial<Record<State, { own: readonly Role[]; others: readonly Role[] }>>;
type ArticleRow = { does: (user: User, target: Target) => Promise<unknown>; may: May };
type Row = { does: (user: User) => Promise<unknown>; may: readonly Role[] };

const everybody = roles;
const authorsUp: Role[] = ['author', 'editor', 'owner'];
const editors: Role[] = ['editor', 'owner'];
const owners: Role[] = ['owner'];
const nobody: Role[] = [];
const tomorrow = new Date(Date.now() + 86_400_000);
const dayAfter = new Date(Date.now() + 2 * 86_400_000);
const whole = ['draft', 'changes_asked', 'approved', 'scheduled', 'published', 'unpublished', 'public draft'] as const;

/** The same in each of these states. */
const inStates = (states: readonly State[], own: readonly Role[], others: readonly Role[] = editors): May =>
  Object.fromEntries(states.map((state) => [state, { own, others }]));

const words: Words = {
  ...emptyWords,
  headline: 'Fog',
  body: bodyOf({ type: 'paragraph', content: [{ type: 'text', text: 'Two boats a day.' }] }),
};
const writing = { ...inStates(whole, everybody), in_review: { own: authorsUp, others: editors } };
const seeing = inStates([...whole, 'in_review'], everybody);
const publishing = inStates([...whole, 'in_review'], authorsUp);
const correcting = inStates(['published', 'unpublished', 'public draft'], authorsUp);
const passage = { quote: 'boats', before: 'Two ', after: ' a day.' };
const change = async (user: User, id: string, kind: 'topic' | 'section' | 'assign', to: string | null) => {
  const { left } = await changeArticles(user, [{ id, change: { kind, to } }]);
  if (left[0]) throw new LeftError(left[0].why);
};
/** What `changeArticles` leaves, it says instead of throwing. */
class LeftError extends Error {
  override name = 'LeftError';
}

const onArticles: Record<string, ArticleRow> = {
  saveDraft: {
    does: async (user, { id }) => {
      const { draftVersion: version } = await rowOf(id);
      return saveDraft(user, { ...words, headline: 'Thick fog', id, session: randomUUID(), sequence: 1, version });
    },
    may: writing,
  },
  keepAside: { does: (user, { id }) => keepAside(user, { ...words, headline: 'Aside', id }), may: writing },
  nameRevision: {
    does: (user, { id, revisionId }) => nameRevision(user, { id, revisionId, name: 'The first' }),
    may: writing,
  },
  restoreRevision: { does: (user, { id, revisionId }) => restoreRevision(user, { id, revisionId }), may: writing },
  publishArticle: {
    does: (user, { id }) => publishArticle(user, id),
    may: publishing,
  },
  unpublishArticle: {
    does: (user, { id }) => unpublishArticle(user, id),
    may: inStates(['published', 'public draft'], authorsUp),
  },
  schedulePublication: {
    does: (user, { id }) => schedulePublication(user, { id, at: tomorrow }),
    may: inStates(
      ['draft', 'changes_asked', 'in_review', 'approved', 'scheduled', 'unpublished', 'public draft'],
      authorsUp,
    ),
  },
  scheduleUnpublication: {
    does: (user, { id }) => scheduleUnpublication(user, { id, at: dayAfter }),
    may: inStates(['scheduled', 'published', 'public draft'], authorsUp),
  },
  moveSchedule: {
    does: (user, { id }) => moveSchedule(user, { id, what: 'show', at: dayAfter }),
    may: inStates(['scheduled'], authorsUp),
  },
  cancelSchedule: {
    does: (user, { id }) => cancelSchedule(user, { id, what: 'show' }),
    may: inStates(['scheduled'], authorsUp),
  },
  restoreSchedule: {
    does: async (user, { id }) => {
      const { draftRevisionId: revisionId = null, publishedRevisionId: instead = null } = (await rowOf(id)) ?? {};
      const cancelled = { what: 'show', at: tomorrow, revisionId, correction: '', instead } as const;
      return restoreSchedule(user, { id, cancelled: [cancelled] });
    },
    may: inStates(['draft', 'changes_asked', 'in_review', 'approved', 'unpublished', 'public draft'], authorsUp),
  },
  submitArticle: {
    does: (user, { id }) => submitArticle(user, { id }),
    may: inStates(['draft', 'changes_asked', 'unpublished', 'public draft'], everybody),
  },
  withdrawArticle: {
    does: (user, { id }) => withdrawArticle(user, id),
    may: inStates(['in_review'], everybody, nobody),
  },
  returnArticle: {
    does: (user, { id }) => returnArticle(user, { id, note: 'Say who measured it.' }),
    may: inStates(['in_review', 'approved'], editors),
  },
  setCommenting: { does: (user, { id }) => setCommenting(user, id, 'closed'), may: publishing },
  approveArticle: { does: (user, { id }) => approveArticle(user, { id }), may: inStates(['in_review'], editors) },
  assignArticle: {
    does: (user, { id }) => assignArticle(user, { id, assigneeId: user.id, dueOn: null }),
    may: publishing,
  },
  changeArticles: { does: (user, { id }) => change(user, id, 'section', section), may: writing },
  duplicateArticle: { does: (user, { id }) => duplicateArticle(user, id), may: seeing },
  meetAtArticle: {
    does: (user, { id }) => meetAtArticle(user, { id, window: randomUUID(), wish: 'write' }),
    may: seeing,
  },
  moveToTrash: {
    does: (user, { id }) => moveToTrash(user, id),
    may: {
      ...inStates(['draft', 'changes_asked', 'approved'], everybody),
      ...inStates(['in_review', 'scheduled', 'unpublished'], authorsUp),
    },
  },
  bringBack: { does: (user, { id }) => bringBack(user, id), may: inStates(['trash'], everybody) },
  deleteForGood: { does: (user, { id }) => deleteForGood(user, id), may: inStates(['trash'], editors) },
  addNote: {
    does: (user, { id }) => addNote(user, { id, parentId: null, body: 'Which tide?', ...passage }),
    may: seeing,
  },
  settleNote: { does: (user, { id, noteId }) => settleNote(user, { id, noteId }, true), may: seeing },
  deleteNote: {
    // one of their own: that of somebody else is nobody's to delete, see notes-mutations.test.ts
    does: async (user, { id }) => {
      const { noteId } = await addNote(user, { id, parentId: null, body: 'Which boat?', ...passage });
      return deleteNote(user, { id, noteId });
    },
    may: seeing,
  },
  sharePreview: { does: (user, { id, revisionId }) => sharePreview(user, { id, revisionId, days: 7 }), may: writing },
  revokePreview: { does: (user, { id, linkId }) => revokePreview(user, { id, linkId }), may: seeing },
  addCorrection: {
    does: (user, { id }) => addCorrection(user, { articleId: id, body: 'It was 14.' }),
    may: correcting,
  },
  editCorrection: {
    does: (user, { correctionId }) => editCorrection(user, { id: correctionId, body: 'It was 15.' }),
    may: correcting,
  },
  removeCorrection: { does: (user, { correctionId }) => removeCorrection(user, correctionId), may: correcting },
  scheduleChanges: {
    does: async (user, { id }) => {
      const version = (await rowOf(id))?.draftVersion ?? 1;
      return scheduleChanges(user, { id, version, at: tomorrow, correction: 'It was 14.' });
    },
    may: inStates(['unpublished', 'public draft'], authorsUp),
  },
  publishChanges: {
    does: async (user, { id }) => {
      const version = (await rowOf(id))?.draftVersion ?? 1;
      return publishChanges(user, { id, version, correction: 'It was 14.' });
    },
    may: correcting,
  },
};

let section: string;
let otherSection: string;
let oneSeries: string;
const weather = { kind: 'section', name: 'Weather', hangulName: '', description: '', slug: '' } as const;
const made: Record<string, string> = {};
const wordsOfPicture = { alt: 'A pier', caption: '', credit: '', licence: '', expiresOn: null };
const person = { name: 'New', email: 'new@mansudae.example', role: 'author' } as const;
const publication = {
  name: 'Another',
  hangulName: '',
  language: 'en',
  timeZone: 'Asia/Seoul',
  contactEmail: 'desk@mansudae.example',
} as const;

const others: Record<string, Row> = {
  createDraft: { does: (user) => createDraft(user), may: everybody },
  importArticle: {
    does: (user) =>
      importArticle(user, { name: 'fog.md', bytes: new TextEncoder().encode('# Fog\n\nTwo boats a day.') }),
    may: everybody,
  },
  changeProfile: {
    does: (user) => changeProfile(user, { name: 'Another name', hangulName: '', bio: '', pictureId: null }),
    may: everybody,
  },
  decideComments: { does: (user) => decideComments(user, [made.comment!], 'approve'), may: editors },
  removeFollower: { does: (user) => removeFollower(user, made.follower!), may: editors },
  retryOverdue: { does: (user) => retryOverdue(user), may: editors },
  retryMail: { does: (user) => retryMail(user, made.mail!), may: editors },
  discardMail: { does: (user) => discardMail(user, made.mail!), may: editors },
  setMessageState: { does: (user) => setMessageState(user, made.message!, 'answered'), may: editors },
  savePage: { does: (user) => savePage(user, { name: 'about', baseChangedAt: null, body: emptyBody }), may: editors },
  changePicture: {
    does: (user) => changePicture(user, { ...wordsOfPicture, id: made.picture!, focusX: 0.2, focusY: 0.3 }),
    may: editors,
  },
  replacePicture: { does: (user) => replacePicture(user, made.picture!, made.otherPicture!), may: editors },
  undoReplacement: { does: (user) => undoReplacement(user, made.picture!), may: editors },
  removePicture: { does: (user) => removePicture(user, made.picture!), may: editors },
  bringPictureBack: { does: (user) => bringPictureBack(user, made.removedPicture!), may: editors },
  addGroup: { does: (user) => addGroup(user, weather), may: editors },
  changeGroup: { does: (user) => changeGroup(user, { ...weather, id: section }), may: editors },
  orderGroups: { does: (user) => orderGroups(user, 'section', [otherSection, section]), may: editors },
  mergeGroups: {
    does: (user) => mergeGroups(user, { kind: 'section', id: section, into: otherSection }),
    may: editors,
  },
  removeGroup: { does: (user) => removeGroup(user, 'section', section), may: editors },
  orderSeries: { does: (user) => orderSeries(user, oneSeries, []), may: editors },
  publishFront: { does: (user) => publishFront(user, { arrangement: byItself, basedOn: null }), may: editors },
  restoreFront: { does: (user) => restoreFront(user, { id: null, basedOn: null }), may: editors },
  addPerson: { does: (user) => addPerson(user, person), may: owners },
  changePerson: { does: (user) => changePerson(user, { ...person, userId: made.person! }), may: owners },
  disablePerson: { does: (user) => disablePerson(user, made.person!), may: owners },
  enablePerson: { does: (user) => enablePerson(user, made.gone!), may: owners },
  sendSignInLink: { does: (user) => sendSignInLink(user, made.person!), may: owners },
  setUpPublication: {
    does: (user) =>
      setUpPublication(user, { ...publication, ownerName: 'Oh', ownerEmail: 'oh@mansudae.example', sample: 'keep' }),
    may: owners,
  },
  changeSettings: {
    does: (user) => changeSettings(user, { ...publication, tagline: '', accent: 'green' }),
    may: owners,
  },
  changePings: { does: (user) => changePings(user, { hubs: ['https://hub.example/'], indexNow: true }), may: owners },
  retryPings: { does: (user) => retryPings(user), may: owners },
  removeSample: { does: (user) => removeSample(user), may: owners },
  restoreSample: { does: (user) => restoreSample(user), may: owners },
};

test('every mutation that takes a user has its row', () => {
  const root = join(import.meta.dirname, '..');
  const found = globSync('lib/**/*.ts', { cwd: root })
    .filter((file) => !/(rules|queries|actions|\.test)\.ts$/.test(file))
    .flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(
          /^export (?:async )?(?:function|const) (\w+)(?:: [^=]+)?(?: = (?:async )?)?\(\s*_?user: User\b/gm,
        ),
      ].map(([, name]) => name!),
    );
  expect(found.length).toBeGreaterThan(30);
  expect([...Object.keys(onArticles), ...Object.keys(others)].sort()).toEqual([...new Set(found)].sort());
});

const people = {} as Record<Role, User>;
const bylines = {} as Record<Role, string>;
let stranger: User;
let boss: User;

beforeAll(async () => {
  await db.delete(articles);
  await db.delete(authors);
  await db.delete(users);
  for (const role of roles) {
    people[role] = await hire(role);
    const [byline] = await db
      .insert(authors)
      .values({ handle: role, name: role, userId: people[role].id })
      .returning({ id: authors.id });
    bylines[role] = byline!.id;
  }
  [stranger, boss] = [await hire('author'), await hire('owner')];
});

beforeEach(async () => {
  await db.delete(articles);
  await db.delete(articleSlugs);
  await db.delete(sections);
  const rows = await db
    .insert(sections)
    .values([
      { slug: 'society', name: 'Society', position: 1 },
      { slug: 'culture', name: 'Culture', position: 2 },
    ])
    .returning({ id: sections.id });
  [section, otherSection] = rows.map(({ id }) => id) as [string, string];
  await db.delete(frontArrangements);
  await db.delete(series);
  const [added] = await db.insert(series).values({ slug: 'fog', name: 'Fog' }).returning({ id: series.id });
  oneSeries = added!.id;
});

const rowOf = async (id: string) => (await db.select().from(articles).where(eq(articles.id, id)))[0]!;

/** An article in this state which `user` has made, stands in the byline of, or has nothing to do with. */
async function articleOf(user: User, whose: Whose, state: State): Promise<Target> {
  const writer = whose === 'made' ? user : stranger;
  const { id } = await createDraft(writer);
  const authorIds = whose === 'in byline' ? [bylines[user.role]] : [];
  await saveDraft(writer, { ...words, authorIds, id, session: randomUUID(), sequence: 1, version: 1 });
  const [note] = await db
    .insert(reviewNotes)
    .values({ articleId: id, userId: boss.id, body: 'Which tide?', ...passage })
    .returning({ id: reviewNotes.id });
  if (['published', 'unpublished', 'public draft'].includes(state)) await publishArticle(boss, id);
  if (state === 'unpublished') await unpublishArticle(boss, id);
  if (state === 'public draft') await saveDraft(boss, { ...(await draftOf(id)), headline: 'Fog lifts' });
  if (state === 'scheduled') await schedulePublication(boss, { id, at: tomorrow });
  if (state === 'trash') await moveToTrash(boss, id);
  if (state === 'in_review' || state === 'changes_asked' || state === 'approved')
    await db.update(articles).set({ state }).where(eq(articles.id, id));
  const [first] = await db
    .select({ id: revisions.id })
    .from(revisions)
    .where(and(eq(revisions.articleId, id), eq(revisions.number, 1)));
  const [correction] = await db
    .insert(corrections)
    .values({ articleId: id, body: 'It was 13.' })
    .returning({ id: corrections.id });
  const [link] = await db
    .insert(previewLinks)
    .values({ articleId: id, revisionId: first!.id, expiresAt: sql`now() + interval '1 day'` })
    .returning({ id: previewLinks.id });
  return { id, noteId: note!.id, revisionId: first!.id, correctionId: correction!.id, linkId: link!.id };
}

async function draftOf(id: string) {
  const { draftVersion: version, draftRevisionId } = await rowOf(id);
  const rows = await db.execute<{ author_id: string }>(
    sql`select author_id from revision_authors where revision_id = ${draftRevisionId}`,
  );
  const authorIds = rows.map((row) => row.author_id);
  return { ...words, authorIds, id, session: randomUUID(), sequence: 1, version };
}

/** What stands in every table, as one line each; and how many jobs there are. */
async function everything(): Promise<string[]> {
  const tables = await db.execute<{ name: string }>(
    sql`select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const parts = tables.map(
    ({ name }) =>
      sql`select ${name}::text || ' ' || coalesce(md5(string_agg(row::text, '|' order by row::text)), '-') as line from ${sql.raw(name)} as row`,
  );
  const jobs = sql`select 'jobs ' || count(*) as line from pgboss.job`;
  const lines = await db.execute<{ line: string }>(sql.join([...parts, jobs], sql` union all `)); // in any order
  return lines.map(({ line }) => line).sort();
}

/** 'done', or by which error it was refused: then nothing has changed. */
async function outcome(work: () => Promise<unknown>): Promise<string> {
  const before = await everything();
  try {
    await work();
    return 'done';
  } catch (error) {
    expect(await everything(), `changed although refused: ${error}`).toEqual(before);
    expect((error as Error).message, 'a sentence').toMatch(/^\p{Lu}.*[.?!]$/u);
    return (error as Error).name;
  }
}

describe.each(Object.entries(onArticles))('%s', (name, { does, may }) => {
  const states: State[] = [...whole, 'in_review', 'trash'];

  test.each(states)('of what is %s', async (state) => {
    const found: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const role of roles) {
      for (const whose of ['made', 'in byline', 'other’s'] as const) {
        const user = people[role];
        const target = await articleOf(user, whose, state);
        const isOwn = whose !== 'other’s';
        const isAllowed = may[state]?.[isOwn ? 'own' : 'others'].includes(role) ?? false;
        const isSeen = (isOwn || editors.includes(role)) && (state === 'trash') === worksInTrash.includes(name);
        const cell = `${role}, ${whose}`;
        expected[cell] = isAllowed ? 'done' : isSeen ? 'refused' : 'not found';
        found[cell] = plain(await outcome(() => does(user, target)), isSeen);
      }
    }
    expect(found).toEqual(expected);
  });
});

/** What is in the trash is found by these alone, and they find nothing else. */
const worksInTrash = ['bringBack', 'deleteForGood'];

/** Errors in the words of the table. What a list leaves is said in one way, seen or not. */
function plain(result: string, isSeen: boolean): string {
  if (result === 'done') return result;
  if (result === 'LeftError') return isSeen ? 'refused' : 'not found';
  return result === 'NotFoundError' ? 'not found' : 'refused';
}

describe.each(Object.entries(others))('%s', (_name, { does, may }) => {
  beforeEach(async () => {
    const target = await articleOf(stranger, 'made', 'published');
    await db.delete(users).where(eq(users.email, person.email));
    const one = async (rows: Promise<{ id: string }[]>) => (await rows)[0]!.id;
    const written = { name: 'A reader', email: 'reader@mail.example', body: 'Thank you.' };
    const { id } = mails;
    made.comment = await one(
      db
        .insert(comments)
        .values({ ...written, articleId: target.id })
        .returning({ id: comments.id }),
    );
    made.follower = await one(
      db
        .insert(followers)
        .values({ email: `${randomUUID()}@mail.example`, tokenHash: randomUUID(), tokenExpires: new Date() })
        .returning({ id: followers.id }),
    );
    made.message = await one(
      db
        .insert(messages)
        .values({ ...written, subject: 'Hello' })
        .returning({ id: messages.id }),
    );
    made.mail = await one(
      db
        .insert(mails)
        .values({ recipient: 'x@mail.example', subject: 'x', text: 'x', html: 'x', state: 'failed' })
        .returning({ id }),
    );
    await db.delete(media);
    const pictures = await db
      .insert(media)
      .values(
        ['a', 'b', 'c'].map((letter) => ({
          id: letter.repeat(32),
          extension: 'jpg' as const,
          width: 3,
          height: 2,
          bytes: 9,
          uploadedBy: stranger.id,
          removedAt: letter === 'c' ? new Date() : null,
        })),
      )
      .returning({ id: media.id });
    [made.picture, made.otherPicture, made.removedPicture] = pictures.map(({ id }) => id) as [string, string, string];
    made.person = (await hire('contributor')).id;
    made.gone = (await hire('contributor', { disabledAt: new Date() })).id;
    await db.update(settings).set({ setUpAt: null, sampleRemovedAt: null });
    await db.execute(sql`delete from pages`);
  });

  test.each(roles)('by a %s', async (role) => {
    const result = await outcome(() => does(people[role]));
    expect(result).toBe(may.includes(role) ? 'done' : 'ForbiddenError');
  });
});

describe('forged', () => {
  test('what a form says beside its fields is not heard: neither a role nor whose article it is', async () => {
    const { author, editor } = people;
    const target = await articleOf(editor, 'made', 'draft');
    const forged = {
      ...(await draftOf(target.id)),
      role: 'owner',
      createdBy: author.id,
      state: 'published',
      user: editor,
    };
    const parsed = draftInput.parse(forged);
    expect(Object.keys(parsed)).not.toEqual(expect.arrayContaining(['role']));
    for (const key of ['role', 'createdBy', 'state', 'user']) expect(parsed).not.toHaveProperty(key);
    expect(await outcome(() => saveDraft(author, parsed))).toBe('NotFoundError');
  });

  test('nobody gives themself another role', async () => {
    for (const role of ['contributor', 'author', 'editor'] as const) {
      const user = people[role];
      const forged = { userId: user.id, name: user.name, email: user.email, role: 'owner' as const };
      expect(await outcome(() => changePerson(user, forged))).toBe('ForbiddenError');
      expect(await outcome(() => changeProfile(user, { ...forged, hangulName: '', bio: '', pictureId: null }))).toBe(
        'done',
      );
      expect((await db.select({ role: users.role }).from(users).where(eq(users.id, user.id)))[0]).toEqual({ role });
    }
  });

  test('an address that is another article’s, a note or a revision of another article', async () => {
    const { author } = people;
    const first = await articleOf(author, 'made', 'published');
    const second = await articleOf(author, 'made', 'draft');
    const { slug } = await rowOf(first.id);
    await saveDraft(author, { ...(await draftOf(second.id)), headline: 'Something else', slug: slug! });
    expect(await outcome(() => publishArticle(author, second.id))).toBe('InvalidInputError');
    expect(await outcome(() => settleNote(author, { id: second.id, noteId: first.noteId }, true))).toBe(
      'NotFoundError',
    );
    const { revisionId } = first;
    expect(await outcome(() => restoreRevision(author, { id: second.id, revisionId }))).toBe('NotFoundError');
    expect(await outcome(() => nameRevision(author, { id: second.id, revisionId, name: 'x' }))).toBe('NotFoundError');
    const answer = { id: second.id, parentId: first.noteId, body: 'x', quote: '', before: '', after: '' };
    expect(await outcome(() => addNote(author, answer))).toBe('NotFoundError');
  });

  test('an article that is not there', async () => {
    const [id, noteId, revisionId, correctionId, linkId] = Array.from({ length: 5 }, () => randomUUID());
    const target = { id, noteId, revisionId, correctionId, linkId } as Target;
    for (const [name, { does }] of Object.entries(onArticles)) {
      if (name === 'saveDraft') continue; // it reads the version first, see above
      const result = await outcome(() => does(people.owner, target));
      expect([name, result]).toEqual([name, name === 'changeArticles' ? 'LeftError' : 'NotFoundError']);
    }
  });
});
