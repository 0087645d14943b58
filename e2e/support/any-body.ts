import fc from 'fast-check';
import { type Block, type Body, bodyOf, type Inline, type Mark, type TableRow } from '../../lib/body/body.ts';
import { bodyInput } from '../../lib/body/rules.ts';

/** Any text that the magazine can set, as it is stored. `media` are the ids of pictures it may show; any id without. */
export function anyBody({ media, most = 6 }: { media?: string[]; most?: number } = {}): fc.Arbitrary<Body> {
  return fc
    .array(anyBlock(media), { minLength: 1, maxLength: most })
    .map((blocks) => bodyInput.parse(bodyOf(...(blocks as Block[]))));
}

function anyBlock(media: string[] | undefined) {
  const paragraph = fc.record({ type: fc.constant('paragraph' as const), content }, { requiredKeys: ['type'] });
  const { list } = fc.letrec((tie) => ({
    list: fc.oneof(
      { maxDepth: 3 },
      fc.record({
        type: fc.constant('bulletList' as const),
        content: fc.array(tie('item'), { minLength: 1, maxLength: 2 }),
      }),
      fc.record(
        {
          type: fc.constant('orderedList' as const),
          attrs: fc.record({ start: fc.nat(99_999) }),
          content: fc.array(tie('item'), { minLength: 1, maxLength: 2 }),
        },
        { requiredKeys: ['type', 'content'] },
      ),
    ),
    item: fc
      .tuple(paragraph, fc.array(fc.oneof({ maxDepth: 3 }, paragraph, tie('list')), { maxLength: 2 }))
      .map(([first, more]) => ({ type: 'listItem' as const, content: [first, ...more] })),
  }));
  const figure = fc.record({
    type: fc.constant('figure' as const),
    attrs: fc.record({
      media: media ? fc.constantFrom(...media) : fc.stringMatching(/^[0-9a-f]{32}$/),
      alt: line,
      caption: line,
      credit: line,
    }),
  });
  return fc.oneof(
    { weight: 3, arbitrary: paragraph },
    fc.record(
      { type: fc.constant('heading' as const), attrs: fc.record({ level: fc.constantFrom(2, 3, 4) }), content },
      { requiredKeys: ['type', 'attrs'] },
    ),
    list,
    fc.record({
      type: fc.constant('blockquote' as const),
      content: fc.array(fc.oneof(paragraph, list), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ type: fc.constant('pullQuote' as const), content }, { requiredKeys: ['type'] }),
    figure,
    fc.record({
      type: fc.constant('gallery' as const),
      attrs: fc.record({ caption: line }),
      content: fc.array(figure, { minLength: 1, maxLength: 3 }),
    }),
    anyTable(paragraph),
    fc.record(
      {
        type: fc.constant('codeBlock' as const),
        attrs: fc.record({
          language: fc.constantFrom('', 'ts', 'c++', 'python', 'C#', '.net', 'objective-c', 'a_b', 'x'.repeat(30)),
        }),
        content: fc.array(fc.record({ type: fc.constant('text' as const), text: written }), { maxLength: 1 }),
      },
      { requiredKeys: ['type', 'attrs'] },
    ),
    fc.constant({ type: 'divider' as const }),
    fc.record({
      type: fc.constant('embed' as const),
      attrs: fc.record({ url: fc.webUrl({ validSchemes: ['https'] }), title: line, caption: line }),
    }),
  );
}

/** A grid, in which neighbours anywhere may be one cell, and any of them a header. */
function anyTable(paragraph: fc.Arbitrary<unknown>) {
  const size = fc.record({ columns: fc.integer({ min: 1, max: 4 }), rows: fc.integer({ min: 1, max: 4 }) });
  return size.chain(({ columns, rows }) =>
    fc
      .record({
        hasHead: fc.boolean(),
        cells: fc.array(
          fc.record({
            across: mostlyOne(columns),
            down: mostlyOne(rows),
            isHeader: fc.boolean(),
            content: fc.array(paragraph, { minLength: 1, maxLength: 2 }),
          }),
          { minLength: columns * rows, maxLength: columns * rows },
        ),
        hasHeadersAnywhere: fc.boolean(),
      })
      .map(({ hasHead, hasHeadersAnywhere, cells }) => {
        const isTaken = (row: number, column: number) => taken.has(row * columns + column);
        const taken = new Set<number>();
        const content = Array.from({ length: rows }, (_, row) => ({
          type: 'tableRow' as const,
          content: Array.from({ length: columns }, (__, column) => {
            if (isTaken(row, column)) return [];
            const { across, down, isHeader, content } = cells[row * columns + column]!;
            let colspan = 1;
            while (colspan < across && column + colspan < columns && !isTaken(row, column + colspan)) colspan += 1;
            const rowspan = Math.min(down, rows - row); // what is free in its row is free below
            for (let below = row; below < row + rowspan; below += 1)
              for (let beside = column; beside < column + colspan; beside += 1) taken.add(below * columns + beside);
            const isHead = (hasHead && row === 0) || (hasHeadersAnywhere && isHeader);
            return { type: isHead ? 'tableHeader' : 'tableCell', attrs: { colspan, rowspan }, content };
          }).flat(),
        }));
        return { type: 'table' as const, content: content as unknown as TableRow[] };
      }),
  );
}

const mostlyOne = (most: number) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: most }) });

const written = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom(
    '평양',
    'a  b',
    ' ',
    '\u00a0',
    '“quoted”',
    '<b>&amp;</b>',
    '*not* _marked_',
    '1. one',
    '# no',
    '가\u0300',
  ),
);
const line = fc.string({ unit: 'grapheme' });
const href = fc.oneof(
  fc.webUrl(),
  fc.webPath().map((path) => `/a${path}`),
  fc.constantFrom('#x', 'mailto:desk@example.org'),
);
const mark = fc.oneof(
  fc.constant<Mark>({ type: 'bold' }),
  fc.constant<Mark>({ type: 'italic' }),
  fc.constant<Mark>({ type: 'code' }),
  fc
    .constantFrom('ko', 'zh-Hant', 'en-GB', 'ja', 'es-419', 'sr-Cyrl-RS', 'grc')
    .map((lang): Mark => ({ type: 'lang', attrs: { lang } })),
  href.map((address): Mark => ({ type: 'link', attrs: { href: address } })),
);
const simple: fc.Arbitrary<Exclude<Inline, { type: 'footnote' }>> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        type: fc.constant('text' as const),
        text: written,
        marks: fc.uniqueArray(mark, { selector: ({ type }) => type }),
      },
      { requiredKeys: ['type', 'text'] },
    ),
  },
  fc.constant({ type: 'hardBreak' as const }),
);
const content: fc.Arbitrary<Inline[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: simple },
    fc.record(
      { type: fc.constant('footnote' as const), content: fc.array(simple, { maxLength: 3 }) },
      { requiredKeys: ['type'] },
    ),
  ),
  { maxLength: 4 },
);
