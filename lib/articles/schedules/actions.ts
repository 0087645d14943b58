'use server';

import { z } from 'zod';
import type { User } from '#lib/auth/roles';
import { editorAction } from '#lib/forms/editor-action';
import {
  type Cancelled,
  cancelSchedule,
  moveSchedule,
  restoreSchedule,
  retryOverdue,
  scheduleUnpublication,
} from './mutations.ts';
import { askedTimeOf, scheduleChangeInput, scheduleTakingInput } from './rules.ts';

/** Sets when an article is taken down. Answers with that moment. */
export const scheduleTakingAction = editorAction(scheduleTakingInput, (user, { id, ...at }) =>
  scheduleUnpublication(user, { id, at }),
);

/** Moves what is scheduled, cancels it, or has it again. Answers with the fields that take this back, where it can be. */
export const changeScheduleAction = editorAction(scheduleChangeInput, changeSchedule);

async function changeSchedule(user: User, input: z.infer<typeof scheduleChangeInput>) {
  const { id, change } = input;
  if (change === 'move') {
    const { what, day, time, which, zone, was } = input;
    const { at, before } = await moveSchedule(user, { id, what, was, at: { day, time, which, zone } });
    const undo: Fields = { change, id, what, zone, was: at.toISOString(), ...askedTimeOf(before, zone) };
    return { id, change, at, undo };
  }
  if (change === 'cancel') {
    const cancelled = await cancelSchedule(user, { id, what: input.what, was: input.was });
    const undo: Fields = { change: 'restore', id, ...fieldsOf(cancelled) };
    return { id, change, at: null, undo };
  }
  const { showAt, revisionId = null, correction = '', takeAt, instead = null } = input;
  const cancelled: Cancelled[] = [];
  if (showAt) cancelled.push({ what: 'show', at: showAt, revisionId, correction, instead });
  if (takeAt) cancelled.push({ what: 'take', at: takeAt, revisionId: null, correction: '', instead });
  await restoreSchedule(user, { id, cancelled });
  return { id, change, at: null, undo: null };
}

type Fields = Record<string, string>;

/** What was cancelled, as a form holds it until somebody wants it back. */
function fieldsOf(cancelled: Cancelled[]): Fields {
  const fields: Fields = {};
  for (const { what, at, revisionId, correction, instead } of cancelled) {
    if (instead) fields.instead = instead;
    if (what === 'take') fields.takeAt = at.toISOString();
    else Object.assign(fields, { showAt: at.toISOString(), revisionId: revisionId ?? '', correction });
  }
  return fields;
}

/** Settles what is overdue, now. Answers with how many were; refused with what the database says. */
export const retryOverdueAction = editorAction(z.object({}), (user) => retryOverdue(user));
