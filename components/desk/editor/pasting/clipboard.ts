import { Fragment, type Node as ProseMirrorNode, type Schema, Slice } from '@tiptap/pm/model';
import { type Block, bodyOf } from '#lib/body/body';
import type { Reading } from '#lib/body/html/read';
import { htmlOf } from '#lib/body/html/write';
import { bodyInput } from '#lib/body/rules';
import type { Pictures } from '../picture-uploads.ts';

/** How far a piece of text is open at its ends: within a paragraph it continues the one into which it is pasted. */
const openness = 'data-open';

/**
 * What was selected, as HTML for this and any other program; null when it is no text by itself (some cells of a table),
 * which the editor's own way copies.
 */
export function htmlOfSlice(slice: Slice, pictures: Pictures): string | null {
  const body = bodyOf(...((slice.content.toJSON() ?? []) as Block[]));
  if (!bodyInput.safeParse(body).success) return null;
  const picture = (media: string) => {
    const known = pictures[media];
    return known && { ...known, src: new URL(known.src, window.location.href).href };
  };
  return htmlOf(body, { pictureOf: picture, attributes: { [openness]: `${slice.openStart} ${slice.openEnd}` } });
}

/** What was copied here, as open as it was. */
export function ownSlice(schema: Schema, { written, attributes }: NonNullable<Reading['own']>): Slice {
  const content = Fragment.fromJSON(schema, written.content);
  const most = Slice.maxOpen(content);
  const [, start, end] = /^(\d{1,2}) (\d{1,2})$/.exec(attributes.get(openness) ?? '') ?? [];
  return new Slice(content, Math.min(Number(start ?? 0), most.openStart), Math.min(Number(end ?? 0), most.openEnd));
}

/** Lines at the ends of what comes from elsewhere go on in the lines around it, but for those that `stay` by themselves. */
export function openSlice(content: Fragment, stay: (node: ProseMirrorNode) => boolean): Slice {
  const isOpen = (node: ProseMirrorNode | null) => node?.type.name === 'paragraph' && !stay(node);
  return new Slice(content, isOpen(content.firstChild) ? 1 : 0, isOpen(content.lastChild) ? 1 : 0);
}

/** Plain text as it stands: a paragraph for each line. */
export function sliceOfLines(schema: Schema, text: string): Slice {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split(/\n+/);
  const paragraph = schema.nodes.paragraph!;
  const nodes = lines.map((line) => paragraph.create(null, line === '' ? null : schema.text(line)));
  return new Slice(Fragment.from(nodes), 1, 1);
}
