import { describe, expect, test } from 'vitest';
import { canModerate, commentInput, decideCommentsInput } from './rules.ts';

const valid = {
  articleId: '6f1f0f52-9f3e-4a53-8f5b-0d8f7d2f9a11',
  name: 'Han Reader',
  email: 'han@mail.example',
  body: 'A good piece.',
};
const issuesOf = (change: Partial<Record<keyof typeof valid, unknown>>) =>
  commentInput.safeParse({ ...valid, ...change }).error?.issues.map(({ path, message }) => [path[0], message]);

describe('a comment', () => {
  test('may have 5,000 characters, and a syllable is one of them however it was typed', () => {
    const most = '한'.repeat(5000);
    expect(issuesOf({ body: most })).toBeUndefined();
    expect(issuesOf({ body: most.normalize('NFD') })).toBeUndefined();
    expect(issuesOf({ body: `${most}글` })).toEqual([['body', 'Keep it under 5,000 characters.']]);
    expect(issuesOf({ body: `${most}글`.normalize('NFD') })).toEqual([['body', 'Keep it under 5,000 characters.']]);
  });

  test('is kept composed, without white space around it and without control characters', () => {
    const kept = commentInput.parse({
      ...valid,
      name: '  김  하늘\u0007 '.normalize('NFD'),
      body: ' 안녕\r\n\r\n하세요 '.normalize('NFD'),
    });
    expect(kept.name).toBe('김 하늘');
    expect(kept.body).toBe('안녕\n\n하세요');
  });

  test('needs a name, an address and a text, and says so beside each', () => {
    expect(issuesOf({ name: ' ', email: 'han', body: '\n' })).toEqual([
      ['name', 'Tell us your name.'],
      ['email', 'This does not look like an e-mail address: name@example.org.'],
      ['body', 'Write something first.'],
    ]);
    expect(commentInput.parse({ ...valid, email: ' Han@Mail.EXAMPLE ' }).email).toBe('han@mail.example');
  });
});

test('one comment or several are decided at once', () => {
  const [a, b] = [valid.articleId, '0b0c1f9e-1111-4c2b-9a66-2d5be5c7a001'];
  expect(decideCommentsInput.parse({ id: a, decision: 'approve' }).id).toEqual([a]);
  expect(decideCommentsInput.parse({ id: [a, b, a], decision: 'hold' }).id).toEqual([a, b]);
  expect(decideCommentsInput.safeParse({ decision: 'approve' }).error?.issues[0]?.message).toBe(
    'Choose a comment first.',
  );
  expect(decideCommentsInput.safeParse({ id: a, decision: 'delete' }).success).toBe(false);
});

test('editors and owners moderate', () => {
  expect((['contributor', 'author', 'editor', 'owner'] as const).filter((role) => canModerate({ role }))).toEqual([
    'editor',
    'owner',
  ]);
});
