'use server';

import { scheduleInput } from '#lib/articles/schedules/rules';
import { editorAction } from '#lib/forms/editor-action';
import { addCorrection, editCorrection, publishChanges, removeCorrection, scheduleChanges } from './mutations.ts';
import { changedCorrectionInput, correctionIdInput, correctionInput, publishChangesInput } from './rules.ts';

export const addCorrectionAction = editorAction(correctionInput, async (user, input) => {
  const { id } = await addCorrection(user, input);
  return { id };
});

export const editCorrectionAction = editorAction(changedCorrectionInput, async (user, input) => {
  await editCorrection(user, input);
  return { id: input.id };
});

export const removeCorrectionAction = editorAction(correctionIdInput, (user, { id }) => removeCorrection(user, id));

export const publishChangesAction = editorAction(publishChangesInput, publishChanges);

/** Sets when readers see the version that somebody has before them, first publication or change. */
export const schedulePublicationAction = editorAction(scheduleInput, (user, { id, version, correction, ...at }) =>
  scheduleChanges(user, { id, version, correction, at }),
);
