'use server';

import { userFormAction } from '#lib/forms/form-action';
import {
  bringPictureBack,
  changePicture,
  removePicture,
  replacePicture,
  undoReplacement,
} from './library-mutations.ts';
import { onePictureInput, pictureInput, removePictureInput, replacePictureInput } from './library-rules.ts';

export const changePictureAction = userFormAction(pictureInput, changePicture);
export const replacePictureAction = userFormAction(replacePictureInput, async (user, { id, by }) => {
  await replacePicture(user, id, by);
  return { id, by };
});
export const undoReplacementAction = userFormAction(onePictureInput, (user, { id }) => undoReplacement(user, id));
export const removePictureAction = userFormAction(removePictureInput, (user, { id, evenIfUsed }) =>
  removePicture(user, id, { evenIfUsed: evenIfUsed !== undefined }),
);
export const bringPictureBackAction = userFormAction(onePictureInput, (user, { id }) => bringPictureBack(user, id));
