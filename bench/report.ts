import { type Figure, type PageFigure, write } from './figures.ts';
import { distance, targets } from './targets.ts';

/** All that one run has found. */
export type Report = {
  /** Under which circumstances: machine, versions, options. */
  about: Record<string, string>;
  pages: PageFigure[];
  figures: Figure[];
  /** Parts that could not be measured, and why. */
  failures: { part: string; reason: string }[];
};

/** The servers of the first table: the ceiling, what is there without us, and ours. */
export const servers = { bare: 'bare node:http', next: 'next start', ours: 'this server' } as const;

/** The report as a page of Markdown. */
export function writeMarkdown(report: Report): string {
  const parts = [
    '# Bench',
    list(Object.entries(report.about).map(([name, value]) => `${name}: ${value}`)),
    report.failures.length > 0 &&
      `**Not measured:**\n\n${list(report.failures.map(({ part, reason }) => `${part}: ${reason.split('\n')[0]}`))}`,
    report.pages.length > 0 && `## Pages, warm\n\n${pagesTable(report.pages)}`,
    `## Against the targets\n\n${targetsTable(report.figures)}`,
    report.figures.length > 0 && `## Every figure\n\n${figuresTable(report.figures)}`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** Requests per second of one server for one page, of another's; null when either was not measured. */
export function ratio(pages: PageFigure[], page: string, server: string, of: string): number | null {
  const rate = (name: string) => pages.find((row) => row.page === page && row.server === name)?.rate;
  const [one, other] = [rate(server), rate(of)];
  return one === undefined || !other ? null : one / other;
}

const pagesTable = (pages: PageFigure[]): string =>
  table(
    ['page', 'server', 'bytes', 'requests/s', 'p50', 'p99', 'memory', `of ${servers.bare}`, `of ${servers.next}`],
    pages.map(({ page, server, bytes, rate, p50, p99, memory }) => [
      page,
      server,
      write(bytes),
      write(rate),
      write(p50, 'ms'),
      write(p99, 'ms'),
      memory === null ? '–' : write(memory, 'MB'),
      times(ratio(pages, page, server, servers.bare)),
      times(ratio(pages, page, server, servers.next)),
    ]),
  );

const times = (value: number | null): string => (value === null ? '–' : `× ${write(value)}`);

/** Every target has a row, measured or not. */
const targetsTable = (figures: Figure[]): string =>
  table(
    ['what', 'measured', 'first target', 'distance', 'the aim', 'distance'],
    targets.map(({ name, unit, better, first, aim }) => {
      const value = figures.find((figure) => figure.name === name)?.value;
      const sign = first === 0 ? '' : better === 'more' ? '≥ ' : '≤ ';
      const away = (goal: number) => (value === undefined ? '–' : distance(value, goal, better));
      return [
        name,
        value === undefined ? 'not measured' : write(value, unit),
        `${sign}${write(first, unit)}`,
        away(first),
        `${sign}${write(aim, unit)}`,
        away(aim),
      ];
    }),
  );

const figuresTable = (figures: Figure[]): string =>
  table(
    ['what', 'measured', 'how'],
    figures.map(({ name, value, unit, how }) => [name, write(value, unit), how ?? '']),
  );

const list = (lines: string[]): string => lines.map((line) => `- ${line}`).join('\n');

/** A Markdown table whose columns also stand straight in a terminal. */
function table(head: string[], rows: string[][]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]!.length)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [first, ...rest] = all;
  return [line(first!), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)].join('\n');
}
