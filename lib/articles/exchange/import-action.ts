'use server';

import { getCurrentUser } from '#lib/auth/current-user';
import { DomainError } from '#lib/errors';
import { pastingWords } from '#lib/words/pasting';
import { type Imported, importArticle, mostFileBytes } from './import.ts';

/** Makes a draft of a file (field `file`). Answers with a sentence when that cannot be done: nothing was made then. */
export async function importArticleAction(data: FormData): Promise<Imported | { error: string }> {
  // Anybody can post anything to the address of an action, whatever its type says.
  const file = (data as unknown) instanceof FormData ? data.get('file') : null;
  if (!(file instanceof File)) return { error: pastingWords.fileEmpty };
  const user = await getCurrentUser();
  if (!user) return { error: pastingWords.signedOut };
  if (file.size > mostFileBytes) return { error: pastingWords.fileTooLarge };
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return await importArticle(user, { name: file.name, bytes });
  } catch (error) {
    if (error instanceof DomainError) return { error: error.message };
    throw error;
  }
}
