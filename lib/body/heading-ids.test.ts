import { expect, it } from 'vitest';
import { type Block, bodyOf } from './body.ts';
import { hasPlace, headingIds } from './heading-ids.ts';

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
  const content = ['Follow', 'Follow', 'Share', 'Comment 1', 'Corrections', 'More title'].map(heading);
  const ids = [...headingIds(bodyOf(...content)).values()];
  expect(new Set(ids).size).toBe(6);
  for (const id of ['follow', 'share', 'corrections', 'more-title']) expect(ids).not.toContain(id);
  expect(ids.some((id) => id.startsWith('comment-'))).toBe(false);
});

it('knows the places of the page by their addresses: headings, notes, its own parts, and no others', () => {
  const body = bodyOf(heading('부두 and pier'), {
    type: 'paragraph',
    content: [{ type: 'footnote' }, { type: 'footnote' }],
  });
  for (const href of [
    '#부두-and-pier',
    `#${encodeURIComponent('부두-and-pier')}`,
    '#note-2',
    '#note-1-in-text',
    '#comments',
    '#series',
    '#top',
    '#comment-1',
  ])
    expect(hasPlace(body, href), href).toBe(true);
  for (const href of ['#pier', '#note-3', '#note-0', '#%', '#부두-and-pier-2'])
    expect(hasPlace(body, href), href).toBe(false);
});
