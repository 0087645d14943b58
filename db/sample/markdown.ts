import type { Body, Figure } from '#lib/body/body';
import type { Reading } from '#lib/body/html/read';
import { bodyFromMarkdown } from '#lib/body/markdown';
import { figuresOf } from '#lib/body/rules';

/** Where a piece of Markdown stands, for the sentence that says what is wrong with it. */
export type Place = { file: string; line: number };

/** Finds the stored picture of a drawing by its name. */
export type FindPicture = (drawing: string) => string | undefined;

/**
 * Turns the Markdown of a sample text into an article's body. Its pictures must be drawings, with alternative text and a
 * caption: anything else is an error with file and line. `place` is where `markdown` begins.
 */
export function sampleBody(markdown: string, place: Place, findPicture: FindPicture): Body {
  const { body, pictures, remarks } = bodyFromMarkdown(markdown);
  const [remark] = remarks;
  if (remark) fail(place, remark);
  if (body.content.every((block) => block.type === 'paragraph' && !block.content)) fail(place, 'there is no text');
  const drawn = new Map(figuresOf(body).map((figure) => [figure, drawingFor(figure, pictures)]));
  for (const [{ attrs }, drawing] of drawn) {
    const before = markdown.slice(0, Math.max(0, markdown.indexOf(`(${drawing.source}`)));
    const here = { file: place.file, line: place.line + before.split('\n').length - 1 };
    if (!drawing.name) fail(here, `a picture must be a drawing, not ${drawing.source}`);
    const media = findPicture(drawing.name) ?? fail(here, `there is no drawing ${drawing.name}`);
    if (!attrs.alt || !attrs.caption) fail(here, `the picture ${drawing.name} needs alternative text and a caption`);
    attrs.media = media;
  }
  return body;
}

/** `![what is seen](drawing:its-name "Caption. | Whose it is")` */
function drawingFor({ attrs }: Figure, pictures: Reading['pictures']): { source: string; name: string | undefined } {
  const source = pictures.find(({ key }) => key === attrs.media)?.source ?? attrs.media;
  return { source, name: /^drawing:([a-z0-9-]+)$/.exec(source)?.[1] };
}

export function fail(place: Place, what: string): never {
  throw new Error(`${place.file}:${place.line}: ${what}.`);
}
