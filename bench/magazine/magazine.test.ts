import { describe, expect, test } from 'vitest';
import { blocking, checkWords } from '#lib/articles/checks/publish-check';
import { emptyWords } from '#lib/articles/rules';
import { bodyInput, figuresOf, plainText } from '#lib/body/rules';
import { countWords, makeArticle, makeComments, measuredArticle } from './magazine.ts';
import { sampleWords } from './sentences.ts';

const ingredients = { ...sampleWords(), pictures: ['a-picture-id', 'another-picture'], sections: 4, authors: 4 };
const numbers = Array.from({ length: 1000 }, (_, number) => number);
const articles = numbers.map((number) => makeArticle(number, ingredients));

describe('the magazine that is measured', () => {
  test('is the same each time it is made', () => {
    expect(makeArticle(123, ingredients)).toEqual(articles[123]);
    expect(makeComments(19, ingredients)).toEqual(makeComments(19, ingredients));
    expect(makeComments(19, ingredients)).toHaveLength(10);
  });

  test('has 600 words an article on average, and five comments', () => {
    const words = articles.map(({ body }) =>
      countWords(plainText({ ...body, content: body.content.filter(({ type }) => /paragraph|quote/.test(type)) })),
    );
    expect(words).toEqual(articles.map((article) => article.words));
    expect(sum(words) / words.length).toBeGreaterThan(590);
    expect(sum(words) / words.length).toBeLessThan(625);
    expect(sum(numbers.map((number) => makeComments(number, ingredients).length))).toBe(5000);
  });

  test('is partly Korean and partly illustrated, newest first', () => {
    const korean = articles.filter(({ language }) => language === 'ko');
    expect(korean).toHaveLength(125);
    for (const { headline } of korean) expect(headline).toMatch(/\p{Script=Hangul}/u);
    expect(articles.filter(({ body }) => figuresOf(body).length > 0)).toHaveLength(334);
    expect(articles.map(({ publishedAt }) => publishedAt.getTime())).toEqual(
      articles.map(({ publishedAt }) => publishedAt.getTime()).sort((one, other) => other - one),
    );
  });

  test('holds nothing that the desk would refuse, and nothing twice', () => {
    for (const article of articles) {
      expect(bodyInput.parse(article.body)).toEqual(article.body);
      expect(blocking(checkWords({ ...emptyWords, headline: article.headline, body: article.body }))).toEqual([]);
    }
    for (const key of ['id', 'revisionId', 'slug'] as const)
      expect(new Set(articles.map((article) => article[key])).size).toBe(articles.length);
    expect(new Set(articles.map(({ body }) => JSON.stringify(body))).size).toBe(articles.length);
  });

  test('has the article whose page is measured', () => {
    const article = measuredArticle(ingredients);
    expect(article.language).toBe('en');
    expect(article.words).toBeGreaterThanOrEqual(585);
    expect(article.words).toBeLessThanOrEqual(615);
    expect(figuresOf(article.body)).toHaveLength(1);
    const number = articles.findIndex(({ id }) => id === article.id);
    expect(makeComments(number, ingredients)).toHaveLength(10);
  });
});

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
