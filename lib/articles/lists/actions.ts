'use server';

import { redirect } from 'next/navigation';
import { articleInput } from '#lib/articles/rules';
import { userFormAction } from '#lib/forms/form-action';
import { paths } from '#lib/paths';
import { changeArticles, duplicateArticle } from './mutations.ts';
import { changeArticlesInput } from './rules.ts';

/** Answers with what was asked for, too: where each article had its own change they are of one kind. */
export const changeArticlesAction = userFormAction(changeArticlesInput, async (user, changes) => ({
  change: changes[0]!.change,
  ...(await changeArticles(user, changes)),
}));

export const duplicateArticleAction = userFormAction(articleInput, async (user, { id }) => {
  const copy = await duplicateArticle(user, id);
  redirect(paths.desk.article(copy.id));
});
