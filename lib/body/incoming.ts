import type { Block, Body, Figure } from './body.ts';
import type { IncomingPicture } from './html/read.ts';
import { isLinkTarget } from './rules.ts';

/**
 * A text with the pictures that came along stored: each figure names the picture that `stored` has for its key. Of one
 * that could not be taken along, its address stays as a link where it stood, with its words.
 */
export function withStoredPictures(body: Body, pictures: IncomingPicture[], stored: Map<string, string>): Body {
  const sources = new Map(pictures.map(({ key, source }) => [key, source]));
  const settled = (figure: Figure): Figure | null => {
    const media = stored.get(figure.attrs.media);
    return media === undefined ? null : { ...figure, attrs: { ...figure.attrs, media } };
  };
  const content = body.content.flatMap((block): Block[] => {
    if (block.type === 'figure') return [settled(block) ?? linkTo(block, sources)].flat();
    if (block.type !== 'gallery') return [block];
    const figures = block.content.flatMap((figure) => settled(figure) ?? []);
    const links = block.content
      .filter((figure) => settled(figure) === null)
      .flatMap((figure) => linkTo(figure, sources));
    return figures.length === 0 ? links : [{ ...block, content: figures }, ...links];
  });
  return { ...body, content: content.length > 0 ? content : [{ type: 'paragraph' }] };
}

/** The words of a picture, leading to where it stands; its words alone when no link leads there. */
export function linkTo({ attrs }: Figure, sources: Map<string, string>): Block[] {
  const source = sources.get(attrs.media) ?? '';
  const href = isLinkTarget(source) && /^https?:/i.test(source) ? source : null;
  const words = [attrs.caption || attrs.alt, attrs.credit].filter(Boolean).join(' ') || href;
  if (!words) return [];
  const marks = href ? [{ type: 'link' as const, attrs: { href } }] : undefined;
  return [{ type: 'paragraph', content: [{ type: 'text', text: words, ...(marks && { marks }) }] }];
}
