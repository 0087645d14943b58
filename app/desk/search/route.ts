import { answerJson } from '#lib/forms/json-door';
import { findForPalette } from '#lib/palette/queries';
import { paletteInput } from '#lib/palette/rules';

/** What the palette of the desk finds while somebody types. */
export const GET = (request: Request): Promise<Response> => answerJson(request, paletteInput, findForPalette);
