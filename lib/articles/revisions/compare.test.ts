import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyWords, type Words } from '#lib/articles/rules';
import { type Block, bodyOf, type Figure, type Inline, type Mark } from '#lib/body/body';
import { anyBody } from '../../../e2e/support/any-body.ts';
import { type Comparison, compareWords } from './compare.ts';

const text = (words: string, ...marks: Mark[]): Inline => ({ type: 'text', text: words, ...(marks[0] && { marks }) });
const paragraph = (...content: (string | Inline)[]): Block => ({
  type: 'paragraph',
  content: content.map((part) => (typeof part === 'string' ? text(part) : part)),
});
const wordsOf = (...content: Block[]): Words => ({ ...emptyWords, body: bodyOf(...content) });
const paragraphs = (...lines: string[]): Words => wordsOf(...lines.map((line) => paragraph(line)));

/** A comparison as one would write it by hand: `same [-removed-] {+added+} <restyled>`. */
const drawn = ({ lines }: Comparison): string[] =>
  lines.map(({ is, pieces }) => {
    const said = pieces.map((piece) => {
      if (piece.is === 'removed') return `[-${piece.text}-]`;
      if (piece.is === 'added') return `{+${piece.text}+}`;
      return piece.is === 'restyled' ? `<${piece.text}>` : piece.text;
    });
    return (is === 'moved' || is === 'left' ? `${is}: ` : '') + said.join('');
  });
const drawing = (before: Words, after: Words) => drawn(compareWords(before, after));

describe('words', () => {
  test('one that changed, one that came, one that went', () => {
    const before = paragraphs('The first boat leaves at six, whatever the fog says.');
    const after = paragraphs('The first ferry leaves at six, whatever the thick fog.');
    expect(drawing(before, after)).toEqual([
      'The first [-boat -]{+ferry +}leaves at six, whatever the {+thick +}fog[-says-].',
    ]);
    expect(compareWords(before, after)).toMatchObject({ added: 2, removed: 2, isSame: false });
  });

  test('a change with nothing but signs in it reads as one', () => {
    expect(drawing(paragraphs('It was old, cold and far.'), paragraphs('It was new, bold and far.'))).toEqual([
      'It was [-old, cold -]{+new, bold +}and far.',
    ]);
  });

  test('Hangul goes by its words', () => {
    const before = paragraphs('첫 배는 여섯 시에 떠난다. 안개가 짙다.');
    const after = paragraphs('첫 배는 일곱 시에 떠난다. 안개가 아주 짙다.');
    expect(compareWords({ ...before, language: 'ko' }, { ...after, language: 'ko' })).toMatchObject({
      added: 2,
      removed: 1,
    });
    expect(drawing(before, after)).toEqual(['첫 배는 [-여섯 -]{+일곱 +}시에 떠난다. 안개가 {+아주 +}짙다.']);
  });

  test('a word half of which is bold is one word', () => {
    const before = wordsOf(paragraph('un', text('believ', { type: 'bold' }), 'able things'));
    expect(drawing(before, paragraphs('unlikely things'))).toEqual(['[-un-][-believ-][-able -]{+unlikely +}things']);
    expect(compareWords(before, paragraphs('unlikely things'))).toMatchObject({ added: 1, removed: 1 });
  });

  test('spaces alone are no difference', () => {
    expect(compareWords(paragraphs('Two  boats.'), paragraphs('Two boats. ')).isSame).toBe(true);
  });

  test('bold, a language and where a link leads are told without counting a word', () => {
    const link = (href: string): Mark => ({ type: 'link', attrs: { href } });
    const before = wordsOf(paragraph('See ', text('the table', link('https://one.example/')), ' now.'));
    const after = wordsOf(paragraph('See ', text('the table', link('https://two.example/')), ' now.'));
    const comparison = compareWords(before, after);
    expect(drawn(comparison)).toEqual(['See <the table> now.']);
    expect(comparison).toMatchObject({ added: 0, removed: 0, isSame: false });
    expect(comparison.lines[0]!.pieces[1]).toMatchObject({
      before: [link('https://one.example/')],
      marks: [link('https://two.example/')],
    });
  });
});

describe('lines', () => {
  test('a paragraph that came between is alone', () => {
    expect(
      drawing(paragraphs('One boat.', 'Two boats.'), paragraphs('One boat.', 'A new thought.', 'Two boats.')),
    ).toEqual(['One boat.', '{+A new thought.+}', 'Two boats.']);
  });

  test('an edited paragraph is itself, though others came around it', () => {
    const before = paragraphs('The ferry carries salt and rice to the islands.', 'Nobody counts them.');
    const after = paragraphs('Once there was a bridge.', 'The ferry carries salt and paper to the islands.', 'Really.');
    expect(drawing(before, after)).toEqual([
      '{+Once there was a bridge.+}',
      'The ferry carries salt and [-rice -]{+paper +}to the islands.',
      '[-Nobody counts them.-]',
      '{+Really.+}',
    ]);
  });

  test('a moved paragraph is found again, also when it was changed', () => {
    const moving = 'The harbour master writes every sailing into a book of his own.';
    const before = paragraphs(moving, 'One.', 'Two.', 'Three.');
    const after = paragraphs('One.', 'Two.', 'Three.', moving.replace('every', 'each'));
    expect(drawing(before, after)).toEqual([
      `left: ${moving}`,
      'One.',
      'Two.',
      'Three.',
      'moved: The harbour master writes [-every -]{+each +}sailing into a book of his own.',
    ]);
    expect(compareWords(before, after)).toMatchObject({ added: 1, removed: 1 });
  });

  test('a paragraph that became a heading, a list that got numbers', () => {
    const item = (words: string) => ({ type: 'listItem' as const, content: [paragraph(words) as never] });
    const before = wordsOf(paragraph('What the fog hides'), { type: 'bulletList', content: [item('a rope')] });
    const after = wordsOf(
      { type: 'heading', attrs: { level: 2 }, content: [text('What the fog hides')] },
      { type: 'orderedList', attrs: { start: 1 }, content: [item('a rope')] },
    );
    const { lines, isSame } = compareWords(before, after);
    expect(lines).toMatchObject([
      { is: 'changed', kind: 'heading', was: 'paragraph' },
      { is: 'changed', kind: 'item', isReset: true },
    ]);
    expect(isSame).toBe(false);
  });

  test('captions, alternative texts, credits, tables, notes and embeds are compared too', () => {
    const figure = (attrs: Partial<Figure['attrs']>): Figure => ({
      type: 'figure',
      attrs: { media: 'a'.repeat(32), alt: 'A boat.', caption: 'The quay.', credit: 'Kim', ...attrs },
    });
    const row = (...cells: string[]): Block => ({
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: cells.map((cell) => ({
            type: 'tableCell',
            attrs: { colspan: 1, rowspan: 1 },
            content: [paragraph(cell) as never],
          })),
        },
      ],
    });
    const note = (words: string): Inline => ({ type: 'footnote', content: [text(words) as never] });
    const embed = (url: string): Block => ({ type: 'embed', attrs: { url, title: 'A film', caption: '' } });
    const before = wordsOf(
      figure({}),
      row('1990', '12'),
      paragraph('So it was.', note('Archive.')),
      embed('https://one.example/'),
    );
    const after = wordsOf(
      figure({ media: 'b'.repeat(32), alt: 'A red boat.', credit: 'Lee' }),
      row('1990', '13'),
      paragraph('So it was.', note('City archive.')),
      embed('https://two.example/'),
    );
    expect(drawing(before, after)).toEqual([
      `[-${'a'.repeat(32)}-]{+${'b'.repeat(32)}+}`,
      'A {+red +}boat.',
      'The quay.',
      '[-Kim-]{+Lee+}',
      '1990 | [-12-]{+13+}',
      'So it was.※',
      '[-Archive-]{+City archive+}.',
      'https://[-one.example-]{+two.example+}/',
      'A film',
    ]);
    expect(compareWords(before, after), 'names of pictures and addresses are no words').toMatchObject({
      added: 5,
      removed: 3,
    });
  });

  test('headline and standfirst stand before the text', () => {
    const before = { ...paragraphs('Same.'), headline: 'Two boats', standfirst: 'A day.' };
    expect(drawing(before, { ...before, headline: 'Three boats' })).toEqual([
      '[-Two -]{+Three +}boats',
      'A day.',
      'Same.',
    ]);
  });
});

test('what goes with the text is told by its name, and only where it differs', () => {
  const [one, other, gone] = [1, 2, 3].map((digit) => `${digit}`.repeat(8)) as [string, string, string];
  const before: Words = { ...paragraphs('Same.'), slug: 'ferry', authorIds: [one], sectionId: gone, topicIds: [one] };
  const after: Words = { ...before, slug: 'boats', authorIds: [other, one], sectionId: one, language: 'ko' };
  const { fields, added } = compareWords(before, after, { [one]: 'Kim', [other]: 'Lee' });
  const said = fields.map(({ name, pieces }) => [name, ...pieces.map(({ is, text }) => `${is} ${text}`)]);
  expect(said).toEqual([
    ['slug', 'removed ferry', 'added boats'],
    ['language', 'removed English', 'added Korean'],
    ['section', 'removed something that was deleted', 'added Kim'],
    ['authors', 'added Lee', 'same Kim'],
  ]);
  expect(added).toBe(0);
});

/** All that one side says, of a comparison. */
const sideOf = ({ lines }: Comparison, side: 'before' | 'after'): string[] => {
  const [hidden, away] = side === 'before' ? ['added', 'moved'] : ['removed', 'left'];
  return lines
    .filter(({ is }) => is !== hidden && is !== away)
    .map(({ pieces }) =>
      pieces
        .filter(({ is }) => is !== hidden)
        .map((piece) => piece.text)
        .join(''),
    )
    .map((line) => line.replace(/\s+/g, ''));
};

test('whatever is compared, each side is whole, and a text is the same as itself', () => {
  fc.assert(
    fc.property(anyBody(), anyBody(), (one, other) => {
      const [before, after] = [
        { ...emptyWords, body: one },
        { ...emptyWords, body: other },
      ];
      const itself = compareWords(before, before);
      expect(itself.isSame).toBe(true);
      expect(itself.added + itself.removed).toBe(0);
      const comparison = compareWords(before, after);
      expect(sideOf(comparison, 'after').filter(Boolean)).toEqual(
        sideOf(compareWords(after, after), 'after').filter(Boolean),
      );
      const left = sideOf(comparison, 'before').filter(Boolean).sort();
      expect(left).toEqual(sideOf(itself, 'before').filter(Boolean).sort());
    }),
    { numRuns: 60 },
  );
});

describe('20,000 words', () => {
  const vocabulary = (seed: number, size: number) =>
    Array.from({ length: size }, (_, index) => `w${seed}x${index * 7}`);
  const longText = (seed: number, lines: number, perLine: number, from = vocabulary(seed, 4_000)): string[] => {
    let state = seed;
    const next = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648);
    return Array.from({ length: lines }, () =>
      Array.from({ length: perLine }, () => from[next() % from.length]).join(' '),
    );
  };
  /** Milliseconds of the second of two runs. */
  const timed = (before: Words, after: Words): number => {
    compareWords(before, after);
    const began = performance.now();
    compareWords(before, after);
    return performance.now() - began;
  };

  test.each([
    ['two unrelated texts', paragraphs(...longText(1, 250, 80)), paragraphs(...longText(2, 250, 80))],
    [
      'unrelated, of the same words',
      paragraphs(...longText(1, 250, 80)),
      paragraphs(...longText(3, 250, 80, vocabulary(1, 4_000))),
    ],
    [
      'of so few words that all is alike',
      paragraphs(...longText(1, 250, 80, vocabulary(1, 60))),
      paragraphs(...longText(3, 250, 80, vocabulary(1, 60))),
    ],
    [
      'a paragraph of its own each',
      paragraphs(longText(1, 1, 20_000)[0]!),
      paragraphs(longText(3, 1, 20_000, vocabulary(1, 4_000))[0]!),
    ],
    [
      'lines of two words',
      paragraphs(...longText(1, 10_000, 2)),
      paragraphs(...longText(3, 10_000, 2, vocabulary(1, 4_000))),
    ],
    [
      'a word in each paragraph',
      paragraphs(...longText(1, 250, 80)),
      paragraphs(...longText(1, 250, 80).map((line) => line.replace(' ', ' Kim '))),
    ],
    ['one word', paragraphs(...longText(1, 250, 80)), paragraphs(...longText(1, 250, 80).with(100, 'Gone.'))],
  ])('%s', (name, before, after) => {
    const took = timed(before, after);
    if (process.env.SHOW_TIMES) console.log(name, Math.round(took), 'ms');
    expect(took).toBeLessThan(5_000); // bounded; what it takes on a quiet machine stands in docs/decisions
  });

  test('a word in each of many paragraphs is found in each', () => {
    const lines = longText(1, 250, 80);
    const comparison = compareWords(
      paragraphs(...lines),
      paragraphs(...lines.map((line) => line.replace(' ', ' Kim '))),
    );
    expect(comparison).toMatchObject({ added: 250, removed: 0 });
  });
});
