'use server';

import { userFormAction } from '#lib/forms/form-action';
import { addSection, changeSection, moveSection, removeSection } from './mutations.ts';
import { changeSectionInput, moveSectionInput, oneSectionInput, sectionInput } from './rules.ts';

export const addSectionAction = userFormAction(sectionInput, addSection);
export const changeSectionAction = userFormAction(changeSectionInput, (user, { sectionId, ...input }) =>
  changeSection(user, sectionId, input),
);
export const removeSectionAction = userFormAction(oneSectionInput, (user, { sectionId }) =>
  removeSection(user, sectionId),
);
export const moveSectionAction = userFormAction(moveSectionInput, async (user, { sectionId, direction }) => {
  await moveSection(user, sectionId, direction);
  return null;
});
