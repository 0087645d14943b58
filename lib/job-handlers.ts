import { freshenTexts } from '#lib/articles/lists/search-texts';
import { remindOfDueDay } from '#lib/articles/review/workflow-mutations';
import { settleDue } from '#lib/articles/schedules/settling';
import { mailWaitingComments } from '#lib/comments/jobs';
import { writeLetters } from '#lib/letters/mutations';
import { sendMail } from '#lib/mails/jobs';
import { developMissing } from '#lib/media/mutations';
import { sendPing } from '#lib/pings/jobs';
import { readyPublishedTexts } from '#lib/search/published-texts';
import { drawShareImages, redrawShareImages } from '#lib/share-images/jobs';
import { tidy } from '#lib/tidy';

/** What each job does. Loaded by the process that works, not by the many that only add jobs. */
export const jobHandlers = {
  'send-mail': ({ mailId }: { mailId: string }, isLastTry: boolean) => sendMail(mailId, isLastTry),
  'comments-waiting': mailWaitingComments,
  letter: ({ articleId }: { articleId: string }) => writeLetters(articleId),
  ping: sendPing,
  due: remindOfDueDay,
  settle: settleDue,
  'share-images': drawShareImages,
  redraw: redrawShareImages,
  develop: developMissing,
  'search-texts': async () => {
    await readyPublishedTexts(); // readers first
    await freshenTexts();
  },
  tidy,
};
