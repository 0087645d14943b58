import type { Block, Paragraph, Table, TableCell } from '../body.ts';
import { append, linesOfList } from './lists.ts';

/** A cell as it was found: its blocks may be any. Spans are as the source gives them. */
export type FoundCell = { isHead: boolean; colspan: number; rowspan: number; blocks: Block[] };

/** As `bodyInput` has it. */
const mostColumns = 20;
const mostRows = 500;
/** Columns looked at: spans that bridge whole columns are common, and gone when they are taken out. */
const mostFoundColumns = 200;

/**
 * Makes of rows a table in which every row fills the same columns. What cannot stand in a cell follows the table. A table
 * that is too large comes as paragraphs, a row in each.
 */
export function tableOf(rows: FoundCell[][]): { blocks: Block[]; isFlat: boolean; hasMoved: boolean } {
  const others: Block[] = [];
  const cells = rows.map((row) =>
    row.map((cell) => {
      const { paragraphs, rest } = inCell(cell.blocks);
      append(others, rest);
      return { ...cell, paragraphs };
    }),
  );
  const hasWords = cells.some((row) => row.some(({ paragraphs }) => paragraphs.length > 0));
  const hasMoved = others.length > 0;
  if (!hasWords) return { blocks: others, isFlat: false, hasMoved: false };
  const table = gridOf(cells);
  if (!table) return { blocks: [...cells.flatMap(rowLine), ...others], isFlat: true, hasMoved };
  return { blocks: [table, ...others], isFlat: false, hasMoved };
}

type Cell = FoundCell & { paragraphs: Paragraph[] };
type Placed = { cell: Cell | null; top: number; left: number };

/** The cells on a grid, as browsers place them, without columns and rows in which no cell begins; null when too large. */
function gridOf(rows: Cell[][]): Table | null {
  if (rows.length > mostRows * 4) return null;
  const grid: Placed[][] = rows.map(() => []);
  let width = 0;
  for (const [top, row] of rows.entries()) {
    let left = 0;
    for (const cell of row) {
      while (grid[top]![left]) left += 1;
      if (left >= mostFoundColumns) return null;
      const wanted = Math.min(Math.max(1, cell.colspan), mostFoundColumns - left);
      let across = 1;
      while (across < wanted && !grid[top]![left + across]) across += 1;
      const down = cell.rowspan === 0 ? rows.length - top : Math.min(Math.max(1, cell.rowspan), rows.length - top);
      const placed = { cell, top, left };
      for (let y = top; y < top + down; y += 1) {
        for (let x = left; x < left + across; x += 1) grid[y]![x] ??= placed;
      }
      width = Math.max(width, left + across);
      left += across;
    }
  }
  if (width === 0) return null;
  for (const [top, row] of grid.entries()) {
    for (let left = 0; left < width; left += 1) row[left] ??= { cell: null, top, left };
  }
  const keptRows = grid.filter((row, y) => row.some((placed) => placed.top === y));
  const begins = Array.from({ length: width }, (_, x) =>
    keptRows.some((row) => x === 0 || (row[x] !== row[x - 1] && row[x]!.cell !== null)),
  );
  const kept = keptRows.map((row) => row.filter((_, x) => begins[x]));
  if (kept.length > mostRows || kept[0]!.length > mostColumns) return null;
  return { type: 'table', content: kept.map((row, y) => ({ type: 'tableRow', content: rowOf(kept, row, y) })) };
}

/** Each cell where it begins, with as much as it covers of what is left of the grid. */
function rowOf(grid: Placed[][], row: Placed[], y: number): TableCell[] {
  const isHeadRow = row.every(({ cell }) => !cell || cell.isHead);
  return row.flatMap((placed, x): TableCell[] => {
    if ((x > 0 && row[x - 1] === placed) || (y > 0 && grid[y - 1]![x] === placed)) return [];
    let across = 1;
    while (row[x + across] === placed) across += 1;
    let down = 1;
    while (grid[y + down]?.slice(x, x + across).every((other) => other === placed)) down += 1;
    return [
      {
        type: (placed.cell ? placed.cell.isHead : isHeadRow) ? 'tableHeader' : 'tableCell',
        attrs: { colspan: across, rowspan: down },
        content: placed.cell && placed.cell.paragraphs.length > 0 ? placed.cell.paragraphs : [{ type: 'paragraph' }],
      },
    ];
  });
}

/** The lines that may stand in a cell, and what may not. */
export function inCell(blocks: Block[]): { paragraphs: Paragraph[]; rest: Block[] } {
  const paragraphs: Paragraph[] = [];
  const rest: Block[] = [];
  for (const block of blocks) {
    if (block.type === 'paragraph') paragraphs.push(block);
    else if (block.type === 'heading' || block.type === 'pullQuote')
      paragraphs.push({ type: 'paragraph', content: block.content });
    else if (block.type === 'bulletList' || block.type === 'orderedList') append(paragraphs, linesOfList(block));
    else if (block.type === 'blockquote')
      append(
        paragraphs,
        block.content.flatMap((child) => (child.type === 'paragraph' ? child : linesOfList(child))),
      );
    else if (block.type === 'codeBlock')
      for (const line of (block.content?.[0]?.text ?? '').split('\n').filter((text) => text.trim() !== ''))
        paragraphs.push({ type: 'paragraph', content: [{ type: 'text', text: line, marks: [{ type: 'code' }] }] });
    else rest.push(block);
  }
  return { paragraphs, rest };
}

/** A row as a line. */
function rowLine(row: Cell[]): Paragraph[] {
  const content = row
    .flatMap(({ paragraphs }) => paragraphs)
    .flatMap((paragraph, index) => [
      ...(index > 0 ? [{ type: 'text' as const, text: ' | ' }] : []),
      ...(paragraph.content ?? []),
    ]);
  return content.length === 0 ? [] : [{ type: 'paragraph', content }];
}
