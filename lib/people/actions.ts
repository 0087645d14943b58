'use server';

import { userFormAction } from '#lib/forms/form-action';
import { addPerson, changePerson, disablePerson, enablePerson, sendSignInLink } from './mutations.ts';
import { changePersonInput, onePersonInput, personInput } from './rules.ts';

export const addPersonAction = userFormAction(personInput, addPerson);
export const changePersonAction = userFormAction(changePersonInput, changePerson);
export const disablePersonAction = userFormAction(onePersonInput, (user, { userId }) => disablePerson(user, userId));
export const enablePersonAction = userFormAction(onePersonInput, (user, { userId }) => enablePerson(user, userId));
export const sendSignInLinkAction = userFormAction(onePersonInput, (user, { userId }) => sendSignInLink(user, userId));
