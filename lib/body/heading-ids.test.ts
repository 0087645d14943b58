import { expect, it } from 'vitest';
import { type Block, bodyOf } from './body.ts';
import { headingIds } from './heading-ids.ts';

const heading = (text: string): Block => ({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] });

it('gives each heading an address of its own, Hangul kept', () => {
  const content: Block[] = [
    { type: 'paragraph' },
    heading('Gauge and gravel'),
    heading('Gauge & gravel'),
    heading('평양의 여름'),
    heading('…'),
  ];
  const ids = headingIds(bodyOf(...content));
  expect([...ids]).toEqual([
    [1, 'gauge-and-gravel'],
    [2, 'gauge-gravel'],
    [3, '평양의-여름'],
    [4, 'part'],
  ]);
});

it('numbers what comes twice and keeps off the page’s own addresses', () => {
  const content = ['Follow', 'Follow', 'Share', 'Comment 1'].map(heading);
  const ids = [...headingIds(bodyOf(...content)).values()];
  expect(new Set(ids).size).toBe(4);
  expect(ids).not.toContain('follow');
  expect(ids).not.toContain('share');
  expect(ids.some((id) => id.startsWith('comment-'))).toBe(false);
});
