import type { Unit } from './figures.ts';

/** What delivery and the desk must hold: the first target, and where we are going. */
export type Target = { name: string; unit: Unit; better: 'more' | 'less'; first: number; aim: number };

/** By the name of the figure that is held against it. */
export const targets = [
  { name: 'article, warm, of bare node:http with the same bytes', unit: 'ratio', better: 'more', first: 0.7, aim: 0.9 },
  { name: 'publish → visible with one instance, p99', unit: 'ms', better: 'less', first: 100, aim: 50 },
  { name: 'publish → visible on the publishing instance, p99', unit: 'ms', better: 'less', first: 100, aim: 50 },
  { name: 'publish → visible on two other instances, p99', unit: 'ms', better: 'less', first: 500, aim: 300 },
  { name: 'old pages after a new one', unit: 'count', better: 'less', first: 0, aim: 0 },
  { name: 'comment posts, durably committed', unit: '/s', better: 'more', first: 300, aim: 500 },
  { name: 'memory with 10,000 cached pages, server', unit: 'MB', better: 'less', first: 400, aim: 250 },
  { name: 'memory with 10,000 cached pages, with its database', unit: 'MB', better: 'less', first: 600, aim: 350 },
  { name: 'share image, cold: process and first drawing, median', unit: 'ms', better: 'less', first: 400, aim: 400 },
  { name: 'share image, warm, median', unit: 'ms', better: 'less', first: 100, aim: 60 },
  {
    name: 'picture of 12 megapixels, sent to all that readers get, median',
    unit: 's',
    better: 'less',
    first: 3,
    aim: 2,
  },
  { name: 'memory while 50 pictures come, ten at once', unit: 'MB', better: 'less', first: 600, aim: 400 },
  { name: 'second start to the first page', unit: 's', better: 'less', first: 3, aim: 1.5 },
  { name: 'a long article opens at the desk', unit: 'ms', better: 'less', first: 1500, aim: 800 },
  { name: 'key to paint in a long article, median', unit: 'ms', better: 'less', first: 16, aim: 12 },
  ...['front page', 'article'].flatMap((page): Target[] => [
    ...['performance', 'accessibility', 'best practices', 'SEO'].map(
      (category): Target => ({
        name: `Lighthouse mobile, ${page}: ${category}`,
        unit: 'score',
        better: 'more',
        first: 100,
        aim: 100,
      }),
    ),
    { name: `layout shift, ${page}`, unit: 'count', better: 'less', first: 0, aim: 0 },
  ]),
] satisfies Target[] as Target[];

/** How far `value` is from `goal`, in words: `met`, `met, 12 % better`, `short by 30 %`, `short: 4.5 × as much`. */
export function distance(value: number, goal: number, better: Target['better']): string {
  const gain = better === 'more' ? value - goal : goal - value;
  if (goal === 0) return gain >= 0 ? 'met' : `short by ${Number(Math.abs(gain).toPrecision(2))}`;
  const percent = Math.floor((Math.abs(gain) / goal) * 100);
  if (gain < 0 && better === 'less' && percent >= 100)
    return `short: ${Number((value / goal).toPrecision(2))} × as much`;
  if (gain < 0) return `short by ${Math.max(1, percent)} %`;
  return percent === 0 ? 'met' : `met, ${percent} % better`;
}
