import { expect, test } from 'vitest';
import { judgeImports } from './imports.ts';

const judge = (from: string, to: string) => judgeImports([{ from, to }], () => true);

test('imports point one way', () => {
  expect(judge('app/(site)/page.tsx', 'lib/articles/queries.ts')).toEqual([]);
  expect(judge('server/start.ts', 'lib/env.ts')).toEqual([]);
  expect(judge('lib/comments/queries.ts', 'components/ui/field.tsx')).not.toEqual([]);
  expect(judge('lib/comments/mutations.ts', 'server/fail.ts')).not.toEqual([]);
  expect(judge('components/ui/field.tsx', 'db/client.ts')).not.toEqual([]);
  expect(judge('db/schema/people.ts', 'lib/auth/roles.ts')).not.toEqual([]);
});

test('Next, next-auth and SQL stay where they belong', () => {
  expect(judge('lib/comments/actions.ts', 'next/cache')).not.toEqual([]);
  expect(judge('lib/comments/rules.ts', 'next/navigation')).not.toEqual([]);
  expect(judge('lib/people/queries.ts', 'next-auth')).not.toEqual([]);
  expect(judge('app/desk/page.tsx', 'drizzle-orm')).not.toEqual([]);
});

test('what plain Node runs reaches neither Next nor TSX, however far away', () => {
  const [fault] = judgeImports(
    [
      { from: 'lib/comments/mutations.ts', to: 'lib/mails/letter.ts' },
      { from: 'lib/mails/letter.ts', to: 'lib/mails/letter-page.tsx' },
    ],
    () => true,
  );
  expect(fault).toMatch('lib/comments/mutations.ts → lib/mails/letter.ts → lib/mails/letter-page.tsx');
});

test('an import of a file that is not there is named', () => {
  expect(judgeImports([{ from: 'lib/a.ts', to: 'lib/b.ts' }], () => false)).not.toEqual([]);
});
