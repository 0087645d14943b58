'use server';

import { userFormAction } from '#lib/forms/form-action';
import { addGroup, changeGroup, mergeGroups, orderGroups, orderSeries, removeGroup } from './mutations.ts';
import {
  changeGroupInput,
  groupInput,
  mergeGroupsInput,
  oneGroupInput,
  orderGroupsInput,
  orderSeriesInput,
} from './rules.ts';

export const addGroupAction = userFormAction(groupInput, addGroup);
export const changeGroupAction = userFormAction(changeGroupInput, changeGroup);
export const mergeGroupsAction = userFormAction(mergeGroupsInput, mergeGroups);
export const removeGroupAction = userFormAction(oneGroupInput, (user, { kind, id }) => removeGroup(user, kind, id));
export const orderGroupsAction = userFormAction(orderGroupsInput, (user, { kind, order }) =>
  orderGroups(user, kind, order),
);
export const orderSeriesAction = userFormAction(orderSeriesInput, (user, { id, order }) =>
  orderSeries(user, id, order),
);
