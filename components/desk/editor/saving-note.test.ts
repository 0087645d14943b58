import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { KeptWordsNote } from '#components/desk/editor/kept-words-note.client';
import { SavingNote } from '#components/desk/editor/saving-note.client';

test('moments in the editor are the publication’s, wherever the browser is', () => {
  const at = new Date('2026-11-21T00:30:00Z');
  const note = (timeZone: string) =>
    renderToStaticMarkup(createElement(SavingNote, { state: { is: 'saved', at }, timeZone }));
  expect(note('Asia/Seoul')).toContain('Saved at 09:30');
  expect(note('America/New_York')).toContain('Saved at 19:30');
  const kept = { userId: '', name: '', session: '', sequence: 1, version: 1, at: at.toISOString(), words: '' };
  const props = { kept, timeZone: 'America/New_York', onPutBack() {}, onForget() {} };
  expect(renderToStaticMarkup(createElement(KeptWordsNote, props))).toContain('words from 20 November 2026, 19:30');
});
