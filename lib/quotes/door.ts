import type { z } from 'zod';
import { senderHash } from '#lib/auth/secrets';
import type { ReaderDoor } from '#lib/forms/reader-door';
import { paths } from '#lib/paths';
import { requestContext } from '#lib/request-context';
import { issueQuote } from './mutations.ts';
import { quoteInput } from './rules.ts';

/**
 * A reader makes a card of a sentence; leads to the page that shows it. Without the guard of other readers' forms: only what
 * stands in the article is taken, and whoever has selected it presses the button at once. Fields: articleId, text.
 */
export const quoteDoor: ReaderDoor<z.output<typeof quoteInput>> = {
  input: quoteInput,
  take: async (input) => {
    const context = requestContext();
    const { slug, digest } = await issueQuote(input, context && senderHash(context.clientAddress));
    return `${paths.quoting(slug)}?card=${digest}`;
  },
};
