import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNumberedFrom, numberedSlug, slugFrom, slugOf } from './slugs.ts';

const id = '0f3a9c1e-2222-4333-8444-555566667777';

describe('the address of an article', () => {
  it.each([
    ['Kim’s Çafé—“the Line”', 'kims-cafe-the-line'],
    ['만수대 언덕에서, 다시', '만수대-언덕에서-다시'],
    ['만수대 언덕에서, 다시'.normalize('NFD'), '만수대-언덕에서-다시'],
    ['Chosŏn & Łódź Straße', 'choson-lodz-strasse'],
    ['  2026: a year ', '2026-a-year'],
    ['朝鮮 letters', '朝鮮-letters'],
  ])('keeps what can be read of %j', (headline, slug) => expect(slugFrom(headline, id)).toBe(slug));

  it('is cut at a word, never inside one', () => {
    const slug = slugFrom('a headline of many words '.repeat(10), id);
    expect(slug.length).toBeLessThanOrEqual(80);
    expect('a-headline-of-many-words-'.repeat(10).startsWith(`${slug}-`)).toBe(true);
  });

  it('is never empty', () => expect(slugFrom('?!… 👩‍🚀', id)).toBe('article-0f3a9c'));

  it('is short, composed, without anything that an address must escape but letters, and stays itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (headline) => {
        const slug = slugFrom(headline, id);
        expect([...slug].length).toBeLessThanOrEqual(80);
        expect(slug).toBe(slug.normalize('NFC'));
        expect(slug).toMatch(/^[\p{L}\p{N}\p{M}]+(-[\p{L}\p{N}\p{M}]+)*$/u);
        expect(slugOf(slug)).toBe(slug);
      }),
    );
  });

  it('takes a number within its length', () => {
    expect(numberedSlug('boats', 1)).toBe('boats');
    expect(numberedSlug('boats', 2)).toBe('boats-2');
    expect(numberedSlug('가'.repeat(80), 12)).toBe(`${'가'.repeat(77)}-12`);
    expect(isNumberedFrom('boats', 'boats-2')).toBe(true);
    expect(isNumberedFrom('boats', 'boats')).toBe(false);
    expect(isNumberedFrom('boats', 'ships-2')).toBe(false);
  });
});
