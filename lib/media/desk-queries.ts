import 'server-only';
import type { Body } from '#lib/body/body';
import { figuresOf } from '#lib/body/rules';
import { sourceFor } from './picture.ts';
import { getPicturesForDesk } from './queries.ts';

/** Address and size of the pictures in a text, by the id that it names: as wide as the editor shows them. */
export async function picturesForEditor(body: Body) {
  const pictures = await getPicturesForDesk([...new Set(figuresOf(body).map(({ attrs }) => attrs.media))]);
  return Object.fromEntries(
    [...pictures].map(([id, picture]) => [
      id,
      { src: sourceFor(picture, editorWidth), width: picture.width, height: picture.height },
    ]),
  );
}

/** Of the text's column, on a fine screen. */
const editorWidth = 1200;
