import { answerJson } from '#lib/forms/json-door';
import { findPictures } from '#lib/media/library-queries';
import { findPicturesInput } from '#lib/media/library-rules';

/** Pictures to choose from, for the text that somebody writes: the newest, or those in which the words stand. */
export const GET = (request: Request): Promise<Response> => answerJson(request, findPicturesInput, findPictures);
