import { expect, test } from 'vitest';
import { mailHtml } from './layout.ts';

const html = (text: string) =>
  mailHtml('Subject', [{ text }], { publication: 'Mansudae', address: 'http://localhost/' });

test('only a block that is Korean for the most part says so', () => {
  expect(html('The editor has read “한강 다리” and asks for changes.')).toContain('<p>The editor');
  expect(html('편집자가 원고를 읽고 수정을 부탁했습니다. (v2)')).toContain('<p lang="ko">편집자가');
  expect(html('편집자가 읽었습니다.'.normalize('NFD'))).toContain('<p lang="ko">');
  expect(html('2026')).toContain('<p>2026');
});
