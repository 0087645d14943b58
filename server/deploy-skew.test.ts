import { expect, test } from 'vitest';
import { mendedFields } from './deploy-skew.ts';

const today = `<form action="/search"><input name="q"/></form>
<form action="/articles/a#follow" method="POST"><input type="hidden" name="$ACTION_REF_1"/><input type="hidden" name="$ACTION_1:0" value="{&quot;id&quot;:&quot;new&quot;}"/><input type="hidden" name="form" value="follow"/></form>`;
const posted: [string, string][] = [
  ['$ACTION_REF_1', ''],
  ['$ACTION_1:0', '{"id":"old"}'],
  ['form', 'follow'],
  ['email', 'ann@example.org'],
];

test('the words of an older form go to the action of today', () => {
  expect(mendedFields(posted, today)).toEqual([
    ['$ACTION_REF_1', ''],
    ['$ACTION_1:0', '{"id":"new"}'],
    ['form', 'follow'],
    ['email', 'ann@example.org'],
  ]);
});

test('a form that is no longer there, or has no name, cannot be mended', () => {
  expect(mendedFields([['form', 'comment'], ...posted.slice(0, 2)], today)).toBeNull();
  expect(mendedFields(posted.slice(0, 2), today)).toBeNull();
});
