import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareLayouts } from '#lib/share-images/rules';
import { anyBody } from '../../../e2e/support/any-body.ts';
import { type ArticleOutside, articleFromHtml, articleFromMarkdown, articleHtml, articleMarkdown } from './exchange.ts';

const line = fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim());
const named = fc.record({ slug: fc.stringMatching(/^[a-z0-9가-힣-]{1,20}$/), name: line.filter(Boolean) });
const article: fc.Arbitrary<ArticleOutside> = fc.record({
  headline: line.filter(Boolean),
  standfirst: line,
  slug: fc.stringMatching(/^[a-z0-9가-힣-]{0,20}$/),
  language: fc.constantFrom('en', 'ko'),
  section: fc.option(named),
  series: fc.option(named),
  authors: fc.array(named, { maxLength: 3 }),
  topics: fc.array(named, { maxLength: 3 }),
  canonicalUrl: fc.oneof(fc.constant(''), fc.webUrl()),
  shareHeadline: line,
  shareText: line,
  shareLayout: fc.constantFrom(...shareLayouts),
  shareQuote: line,
  body: anyBody(),
});

const empty = {
  slug: '',
  series: null,
  topics: [],
  canonicalUrl: '',
  shareHeadline: '',
  shareText: '',
  shareLayout: 'picture' as const,
  shareQuote: '',
};

describe('an article in a file', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(article, (before) => {
        const about = {
          address: 'https://example.org/articles/a',
          publishedAt: new Date(0),
          pictureOf: () => undefined,
        };
        const { reading, ...after } = articleFromHtml(articleHtml(before, about));
        expect({ ...after, body: reading.body }).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});

it('says the same in Markdown, as far as that has words for it', () => {
  const { body } = articleFromMarkdown('A **b**.').reading;
  const named = { slug: 'sea', name: 'Sea' };
  const before = {
    ...empty,
    headline: 'Rope',
    standfirst: 'And salt.',
    language: 'ko' as const,
    section: named,
    authors: [named],
    body,
  };
  const { reading, ...after } = articleFromMarkdown(articleMarkdown(before, { pictureOf: () => undefined }));
  expect({ ...after, body: reading.body }).toEqual({
    ...before,
    section: { slug: 'Sea', name: 'Sea' },
    authors: [{ slug: 'Sea', name: 'Sea' }],
  });
});

describe('a file from elsewhere', () => {
  it('has its title taken for the headline, and not twice', () => {
    const file =
      '<html lang="ko-KR"><head><title>Fog</title></head><body><h1>Fog</h1><h2>Part</h2><p>x</p></body></html>';
    const { headline, language, reading } = articleFromHtml(file);
    expect({ headline, language }).toEqual({ headline: 'Fog', language: 'ko' });
    expect(reading.body.content.map(({ type }) => type)).toEqual(['heading', 'paragraph']);
    expect(reading.body.content[0]).toMatchObject({ attrs: { level: 2 } });
  });

  it('keeps its headings when no one of them is its title', () => {
    const { headline, reading } = articleFromHtml('<title>Fog</title><h1>One</h1><p>x</p><h1>Two</h1>');
    expect(headline).toBe('Fog');
    expect(reading.body.content).toHaveLength(3);
  });

  it('says more about itself in Markdown', () => {
    const { reading, ...words } = articleFromMarkdown(
      '---\ntitle: "Rope: and salt"\ndescription: What it is about.\nlang: ko\ncategory: Society\nauthor: Mina Seo\n---\n\n## Part\n\nText.',
    );
    expect(words).toMatchObject({
      headline: 'Rope: and salt',
      standfirst: 'What it is about.',
      language: 'ko',
      section: { name: 'Society' },
      authors: [{ name: 'Mina Seo' }],
    });
    expect(reading.body.content.map(({ type }) => type)).toEqual(['heading', 'paragraph']);
    expect(articleFromMarkdown('# Rope\n\nText.').headline).toBe('Rope');
  });
});
