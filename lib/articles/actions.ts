'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import {
  approveArticle,
  assignArticle,
  returnArticle,
  submitArticle,
  withdrawArticle,
} from '#lib/articles/review/workflow-mutations';
import { editorAction } from '#lib/forms/editor-action';
import { userFormAction } from '#lib/forms/form-action';
import { paths } from '#lib/paths';
import { setCommenting } from './commenting-mutations.ts';
import { createDraft, publishArticle, unpublishArticle } from './mutations.ts';
import {
  approveInput,
  articleInput,
  assignInput,
  commentingInput,
  publishInput,
  returnInput,
  submitInput,
} from './rules.ts';
import { bringBack, moveToTrash } from './trash-mutations.ts';

export const createDraftAction = userFormAction(z.object({}), async (user) => {
  const { id } = await createDraft(user);
  redirect(paths.desk.article(id));
});

export const submitArticleAction = editorAction(submitInput, async (user, input) => {
  await submitArticle(user, input);
  return { id: input.id };
});

export const withdrawArticleAction = editorAction(articleInput, async (user, { id }) => {
  await withdrawArticle(user, id);
  return { id };
});

export const returnArticleAction = editorAction(returnInput, async (user, input) => {
  await returnArticle(user, input);
  return { id: input.id };
});

export const approveArticleAction = editorAction(approveInput, async (user, input) => {
  await approveArticle(user, input);
  return { id: input.id };
});

export const assignArticleAction = editorAction(assignInput, async (user, input) => {
  await assignArticle(user, input);
  return { id: input.id };
});

export const publishArticleAction = editorAction(publishInput, (user, { id, version }) =>
  publishArticle(user, id, version),
);

export const unpublishArticleAction = editorAction(articleInput, async (user, { id }) => {
  await unpublishArticle(user, id);
  return { id };
});

export const deleteDraftAction = editorAction(articleInput, async (user, { id }) => {
  await moveToTrash(user, id);
  return { id };
});

export const bringBackDraftAction = userFormAction(articleInput, async (user, { id }) => {
  await bringBack(user, id);
  redirect(paths.desk.article(id));
});

export const setCommentingAction = editorAction(commentingInput, async (user, { id, commenting }) => {
  await setCommenting(user, id, commenting);
  return { commenting };
});
