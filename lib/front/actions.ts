'use server';

import { editorAction } from '#lib/forms/editor-action';
import { publishFront, restoreFront } from './mutations.ts';
import { publishFrontInput, restoreFrontInput } from './rules.ts';

export const publishFrontAction = editorAction(publishFrontInput, publishFront);
export const restoreFrontAction = editorAction(restoreFrontInput, restoreFront);
