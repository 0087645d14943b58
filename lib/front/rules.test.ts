import { describe, expect, it } from 'vitest';
import type { User } from '#lib/auth/roles';
import {
  arrangeFront,
  arrangementFrom,
  arrangementInput,
  arrangementText,
  articlesOn,
  byItself,
  canArrangeFront,
  type FrontArrangement,
  inColumns,
  namedIn,
  type Placeable,
  place,
  release,
  slotOf,
  slotsFor,
} from './rules.ts';

const sections = ['politics', 'culture', 'empty'].map((slug) => ({ id: slug, slug }));
const article = (id: number, section: string | null, withPicture = false): Placeable => ({
  id: String(id),
  section: section ? { slug: section } : null,
  picture: withPicture ? {} : null,
});
const many = (count: number, withPicture = false) =>
  Array.from({ length: count }, (_, id) => article(id, ['politics', 'culture', null][id % 3] ?? null, withPicture));
const idsOf = (articles: Placeable[]) => articles.map(({ id }) => id);
const arranged = (some: Partial<FrontArrangement>): FrontArrangement => ({ ...byItself, ...some });

describe('a front page that arranges itself', () => {
  it('leads with the newest, or with a picture that is nearly as new', () => {
    expect(arrangeFront([article(1, null), article(2, null)], sections).lead.id).toBe('1');
    expect(arrangeFront([article(1, null), article(2, null, true)], sections).lead.id).toBe('2');
    const late = [1, 2, 3, 4].map((id) => article(id, null, id === 4));
    expect(arrangeFront(late, sections).lead.id).toBe('1');
  });

  it('shows nothing twice and nothing not at all, up to a column’s length', () => {
    const front = arrangeFront(many(12), sections);
    expect(new Set(idsOf(articlesOn(front))).size).toBe(12);
    expect(front.columns.map((column) => column.section?.slug ?? null)).toEqual(['politics', 'culture', null]);
    expect(front.columns.every((column) => !column.hasMore)).toBe(true);
  });

  it('ends a long column with a way to the rest', () => {
    const articles = Array.from({ length: 30 }, (_, id) => article(id, 'politics'));
    const [column] = arrangeFront(articles, sections).columns;
    expect(column).toMatchObject({ hasMore: true });
    expect(column?.articles).toHaveLength(5);
  });

  it('needs no more than one article', () => {
    expect(arrangeFront([article(1, 'politics')], sections)).toMatchObject({ seconds: [], columns: [] });
  });
});

describe('a front page that an editor arranges', () => {
  it('has the lead and the seconds that are named, and the newest where none is', () => {
    const front = arrangeFront(many(12, true), sections, arranged({ lead: '9', seconds: ['11', null, '4'] }));
    expect([front.lead.id, ...idsOf(front.seconds)]).toEqual(['9', '11', '0', '4']);
    expect(arrangeFront(many(12), sections, arranged({ seconds: [] })).seconds).toEqual([]);
    expect(arrangeFront(many(12), sections, arranged({ seconds: ['5'] })).seconds).toHaveLength(1);
  });

  it('has its columns in order, without the hidden, with the pinned first', () => {
    const pinned = arranged({ sections: ['culture'], hidden: ['politics'], pinned: ['10', '7'] });
    const { lead, seconds, columns } = arrangeFront(many(12), sections, pinned);
    expect([lead.id, ...idsOf(seconds)]).toEqual(['0', '1', '2', '3']);
    expect(columns.map((column) => [column.section?.slug ?? null, idsOf(column.articles)])).toEqual([
      ['culture', ['10', '7', '4']],
      [null, ['5', '8', '11']],
    ]);
    expect(inColumns(sections, pinned).map(({ slug }) => slug)).toEqual(['culture', 'politics', 'empty']);
  });

  it('says whatever it is asked without a hole and without a repetition', () => {
    const odd: Partial<FrontArrangement>[] = [
      { lead: 'gone', seconds: ['gone', 'gone too', null], pinned: ['gone'], sections: ['gone'], hidden: ['gone'] },
      { lead: '1', seconds: ['1', '1', '1'], pinned: ['1'] },
      { lead: null, seconds: ['0', '1', '2'], pinned: ['0', '1', '2'] },
      { pinned: many(30).map(({ id }) => id) },
      { seconds: ['0', null, null], pinned: ['0'] },
      { hidden: ['politics', 'culture', 'empty'] },
    ];
    for (const count of [1, 2, 3, 4, 30]) {
      for (const withPicture of [true, false]) {
        for (const some of odd) {
          const what = JSON.stringify({ count, some });
          const front = arrangeFront(many(count, withPicture), sections, arranged(some));
          const shown = idsOf(articlesOn(front));
          expect(front.lead, what).toBeDefined();
          expect(new Set(shown).size, what).toBe(shown.length);
          expect(
            front.columns.every((column) => column.articles.length > 0),
            what,
          ).toBe(true);
        }
      }
    }
    const gone = arrangeFront(many(30), sections, arranged(odd[0]!));
    expect(gone, 'what nobody can read is as if nobody had named it').toEqual(arrangeFront(many(30), sections));
  });

  it('names each article once', () => {
    expect(namedIn(arranged({ lead: '1', seconds: [null, '1', '2'], pinned: ['2', '3'] }))).toEqual(['1', '2', '3']);
  });
});

describe('arranging', () => {
  const articles = many(12);
  const find = (id: string) => articles.find((one) => one.id === id)!;
  const put = (arrangement: FrontArrangement, id: string, slot: Parameters<typeof place>[2]) =>
    place(arrangement, find(id), slot, arrangeFront(articles, sections, arrangement));

  it('puts an article where it is dropped, and nowhere else', () => {
    for (const { id } of articles) {
      const front = arrangeFront(articles, sections);
      for (const slot of slotsFor(find(id), front, 3)) {
        const after = arrangeFront(articles, sections, put(byItself, id, slot));
        expect(slotOf(id, after), `${id} at ${JSON.stringify(slot)}`).toEqual(slot);
        expect(new Set(idsOf(articlesOn(after))).size).toBe(12);
      }
    }
  });

  it('lets the seconds move on, and the last one out', () => {
    let now = put(byItself, '7', { place: 'second', at: 0 });
    expect(now.seconds).toEqual(['7', null, null]);
    now = put(now, '8', { place: 'second', at: 0 });
    now = put(now, '9', { place: 'second', at: 1 });
    expect(now.seconds).toEqual(['8', '9', '7']);
    now = put(now, '10', { place: 'second', at: 0 });
    expect(now.seconds).toEqual(['10', '8', '9']);
    now = put(now, '9', { place: 'second', at: 0 });
    expect(now.seconds).toEqual(['9', '10', '8']);
    expect(put(arranged({ seconds: [] }), '5', { place: 'second', at: 0 }).seconds).toEqual(['5']);
  });

  it('takes an article from where it was, and back to where it comes by itself', () => {
    const lead = put(arranged({ seconds: ['6', null, null], pinned: ['6'] }), '6', { place: 'lead' });
    expect(lead).toEqual(arranged({ lead: '6' }));
    expect(release(lead, '6')).toEqual(byItself);
  });

  it('pins what stands above with it', () => {
    expect(put(byItself, '10', { place: 'column', at: 1 }).pinned).toEqual(['4', '10']);
  });
});

it('is read from text, or refused', () => {
  const id = '00000000-0000-4000-8000-000000000001';
  const good = arranged({ lead: id, seconds: [id, null] });
  expect(arrangementInput.parse(JSON.stringify(good))).toEqual(good);
  expect(arrangementFrom(arrangementText(good))).toEqual(good);
  for (const bad of ['', 'e', 'e30', '%', arrangementText({ ...good, lead: 'x' })])
    expect(arrangementFrom(bad), bad).toBeNull();
  for (const bad of ['', '{', '[]', '{"lead":"x"}', JSON.stringify(arranged({ seconds: [id, id, id, id] }))])
    expect(arrangementInput.safeParse(bad).success, bad).toBe(false);
});

it('is for editors', () => {
  const may = (role: User['role']) => canArrangeFront({ id: '', name: '', email: '', role });
  expect((['contributor', 'author', 'editor', 'owner'] as const).map(may)).toEqual([false, false, true, true]);
});
