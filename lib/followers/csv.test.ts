import { expect, test } from 'vitest';
import { csvTable } from './csv.ts';

test('a table opens in any spreadsheet: as UTF-8, a line for each row', () => {
  expect(
    csvTable([
      ['email', 'since'],
      ['han@mail.example', ''],
    ]),
  ).toBe('\ufeffemail,since\r\nhan@mail.example,\r\n');
});

test('what looks like a formula is text', () => {
  for (const formula of ['=1+1', '+82-2@mail.example', '-1', '@SUM(A1)', '\t=1', '\r=1']) {
    const [cell] = csvTable([[formula]])
      .slice(1)
      .split('\r\n');
    expect(cell?.replace(/^"/, '')).toMatch(/^'/);
  }
  expect(csvTable([['=HYPERLINK("https://evil.example","you")']])).toBe(
    '\ufeff"\'=HYPERLINK(""https://evil.example"",""you"")"\r\n',
  );
});

test('commas, quotes and line ends stay within their cell', () => {
  expect(csvTable([['a,b', 'say "yes"', 'one\ntwo', 'plain']])).toBe('\ufeff"a,b","say ""yes""","one\ntwo",plain\r\n');
});
