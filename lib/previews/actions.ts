'use server';

import { editorAction } from '#lib/forms/editor-action';
import { revokePreview, sharePreview } from './mutations.ts';
import { previewLinkInput, revokeInput } from './rules.ts';

export const sharePreviewAction = editorAction(previewLinkInput, async (user, input) => {
  const { linkId } = await sharePreview(user, input);
  return { linkId };
});

export const revokePreviewAction = editorAction(revokeInput, async (user, input) => {
  await revokePreview(user, input);
  return { linkId: input.linkId };
});
