'use server';

import { editorAction } from '#lib/forms/editor-action';
import { savePage } from './mutations.ts';
import { pageFormInput } from './rules.ts';

export const savePageAction = editorAction(pageFormInput, (user, input) => savePage(user, input));
