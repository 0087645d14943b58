import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type FormState, idle } from '#lib/forms/form-state';
import { FormFrame } from './form-frame.tsx';

const drawn = (state: FormState) =>
  renderToStaticMarkup(
    <FormFrame name="comment" action={() => {}} state={state}>
      {null}
    </FormFrame>,
  );
const refused = (once: string): FormState => ({ status: 'failed', message: 'Not now.', fields: {}, values: { once } });

test('a refused form keeps its once-key, and only one of ours', () => {
  expect(drawn(refused('0123456789abcdef'))).toContain('<input type="hidden" name="once" value="0123456789abcdef"/>');
  expect(drawn(refused('short'))).not.toContain('name="once"');
  expect(drawn(idle), 'a page is the same for everyone').not.toContain('name="once"');
});
