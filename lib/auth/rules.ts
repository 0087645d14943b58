import { z } from 'zod';
import { emailAddress } from '#lib/forms/fields';

export const signInRequestInput = z.object({ email: emailAddress });

/** What the button behind a sign-in link posts. */
export const signInLinkInput = z.object({ token: z.string('The link is not whole.').max(200) });

/** Sentence for a link that leads nowhere: which of the three it was is nobody's business. */
export const deadLink = 'This link has been used, is too old, or is not whole. Ask for a new one.';
