import { expect, test } from 'vitest';
import type { PageFigure } from './figures.ts';
import { type Report, ratio, servers, writeMarkdown } from './report.ts';
import { distance, targets } from './targets.ts';

const page = (server: string, rate: number): PageFigure => ({
  page: 'article',
  server,
  bytes: 13_211,
  rate,
  p50: 2,
  p99: 9.5,
  memory: server === servers.bare ? null : 250,
});

const report: Report = {
  about: { machine: 'two cores' },
  pages: [page(servers.bare, 20_000), page(servers.next, 1000), page(servers.ours, 15_000)],
  figures: [
    { name: 'second start to the first page', value: 2, unit: 's', how: 'median of 5' },
    { name: 'a figure | without a target', value: 3, unit: 'ms' },
  ],
  failures: [{ part: 'lighthouse', reason: 'There is no Chromium.\n    at somewhere' }],
};

const row = (markdown: string, ...cells: string[]) =>
  markdown.split('\n').some(
    (line) =>
      cells.join('|') ===
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim())
        .join('|'),
  );

test('a page is compared with the ceiling and with what is there without us', () => {
  expect(ratio(report.pages, 'article', servers.ours, servers.bare)).toBe(0.75);
  expect(ratio(report.pages, 'article', servers.ours, servers.next)).toBe(15);
  expect(ratio(report.pages, 'front page', servers.ours, servers.bare)).toBeNull();
  const markdown = writeMarkdown(report);
  expect(
    row(markdown, 'article', 'this server', '13,211', '15,000', '2 ms', '9.5 ms', '250 MB', '× 0.75', '× 15'),
  ).toBe(true);
  expect(row(markdown, 'article', 'bare node:http', '13,211', '20,000', '2 ms', '9.5 ms', '–', '× 1', '× 20')).toBe(
    true,
  );
});

test('each target has a row with the distance from both columns, or says that it was not measured', () => {
  const markdown = writeMarkdown(report);
  expect(
    row(markdown, 'second start to the first page', '2 s', '≤ 3 s', 'met, 33 % better', '≤ 1.5 s', 'short by 33 %'),
  ).toBe(true);
  expect(row(markdown, 'old pages after a new one', 'not measured', '0', '–', '0', '–')).toBe(true);
  for (const { name } of targets) expect(markdown).toContain(`| ${name} `);
});

test('distance is said in the direction that counts, and never rounds a miss to a hit', () => {
  expect(distance(350, 300, 'more')).toBe('met, 16 % better');
  expect(distance(300, 300, 'more')).toBe('met');
  expect(distance(299.9, 300, 'more')).toBe('short by 1 %');
  expect(distance(600, 300, 'less')).toBe('short: 2 × as much');
  expect(distance(0, 300, 'more')).toBe('short by 100 %');
  expect(distance(590, 300, 'less')).toBe('short by 96 %');
  expect(distance(150, 300, 'less')).toBe('met, 50 % better');
  expect(distance(0, 0, 'less')).toBe('met');
  expect(distance(0.02, 0, 'less')).toBe('short by 0.02');
});

test('what failed stands above the tables, in one line', () => {
  const markdown = writeMarkdown(report);
  expect(markdown).toContain('**Not measured:**\n\n- lighthouse: There is no Chromium.\n');
  expect(markdown).not.toContain('somewhere');
});

test('a bar in a name does not break its row', () => {
  expect(writeMarkdown(report)).toContain('a figure \\| without a target');
});
