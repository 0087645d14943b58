import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { db } from '#db/client';
import { articles } from '#db/schema/articles';
import { comments } from '#db/schema/comments';
import { followers } from '#db/schema/followers';
import { mails } from '#db/schema/mails';
import { media } from '#db/schema/media';
import { messages } from '#db/schema/messages';
import { authors, users } from '#db/schema/people';
import { createDraft, publishArticle, saveDraft } from '#lib/articles/mutations';
import { addNote } from '#lib/articles/review/notes-mutations';
import { emptyWords } from '#lib/articles/rules';
import { schedulePublication } from '#lib/articles/schedules/mutations';
import { moveToTrash } from '#lib/articles/trash-mutations';
import { type Block, type Body, bodyOf, type Inline, type Mark, type Paragraph } from '#lib/body/body';
import { addCorrection } from '#lib/corrections/mutations';
import { addGroup } from '#lib/groups/mutations';
import { groupInput } from '#lib/groups/rules';
import { paths } from '#lib/paths';
import { sharePreview } from '#lib/previews/mutations';
import { cast, newAddress } from './cast.ts';

export type FullDesk = {
  articleId: string;
  headline: string;
  path: string;
  previewPath: string;
  seriesId: string;
  pictureId: string;
};

/**
 * Something of everything on the desk of the site at E2E_DATABASE: an article with every block, two notes, a correction, a
 * preview link, topics and a series, changed since it was published; one that is scheduled; a draft in the trash; comments, messages, followers and
 * mails in every state.
 */
export async function fillDesk(): Promise<FullDesk> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE;
  process.env.AUTH_SECRET = process.env.E2E_SECRET; // signs the preview link
  const [owner] = await db.select().from(users).where(eq(users.email, cast.owner.email));
  if (!owner) throw new Error('There is no owner yet: first-run.spec.ts makes them.');
  const word = randomUUID().slice(0, 8);
  const headline = `나룻배와 그 모든 것 ${word}: a ferry with everything aboard`;
  const named = (kind: 'topic' | 'series', name: string, hangulName: string) =>
    groupInput.parse({ kind, name: `${name} ${word}`, hangulName, description: '섬과 뭍을 오가는 이야기.' });
  const topic = await addGroup(owner, named('topic', 'Ferries', '나룻배'));
  const series = await addGroup(owner, named('series', 'Harbours', '항구'));
  const byline = await db.select({ id: authors.id }).from(authors).where(eq(authors.userId, owner.id));

  const { id } = await createDraft(owner);
  const save = async (opening: string) => {
    const [standing] = await db.select().from(articles).where(eq(articles.id, id));
    return saveDraft(owner, {
      ...emptyWords,
      id,
      session: randomUUID(),
      sequence: 1,
      version: standing!.draftVersion,
      headline,
      standfirst: '하루 두 번, 안개가 걷히면. Two sailings a day, when the fog has lifted.',
      authorIds: byline.map((author) => author.id),
      topicIds: [topic.id],
      seriesId: series.id,
      body: await everyBlock(opening),
    });
  };
  await save('The first boat carried 12 people.');
  const { slug } = await publishArticle(owner, id);
  await addCorrection(owner, { articleId: id, body: '열두 명이 아니라 열네 명이었다. 14, not 12.' });
  const { revisionId } = await save('The first boat carried 14 people.');
  const passage = { quote: 'carried 14 people', before: 'The first boat ', after: '. Nobody counted twice' };
  await addNote(owner, { id, parentId: null, body: '누가 셌습니까? Who counted them?', ...passage });
  await addNote(owner, { id, parentId: null, body: '전체적으로 좋습니다.', quote: '', before: '', after: '' });
  const preview = await sharePreview(owner, { id, revisionId, days: 7 });
  const coming = await createDraft(owner);
  const { version } = await saveDraft(owner, {
    ...emptyWords,
    id: coming.id,
    session: randomUUID(),
    sequence: 1,
    version: 1,
    headline: `모레의 나룻배 ${word}: the ferry of the day after tomorrow`,
    body: bodyOf({ type: 'paragraph', content: [{ type: 'text', text: '모레 떠난다.' }] }),
  });
  await schedulePublication(owner, { id: coming.id, version, at: new Date(Date.now() + 48 * 3_600_000) });
  const thrownAway = await createDraft(owner);
  await moveToTrash(owner, thrownAway.id);
  await fillQueues(id, owner.id);
  const [picture] = await db.select({ id: media.id }).from(media).limit(1);
  const pictureId = picture!.id;
  return {
    articleId: id,
    headline,
    path: paths.article(slug),
    previewPath: preview.path,
    seriesId: series.id,
    pictureId,
  };
}

async function fillQueues(articleId: string, decidedBy: string): Promise<void> {
  const name = '섬에 사는 독자';
  const body = '첫 배는 여섯 시에 떠납니다. The first boat leaves at six, whatever the timetable says.';
  const decided = { decidedBy, decidedAt: new Date() };
  await db.insert(comments).values(
    (['held', 'approved', 'rejected'] as const).map((state) => ({
      articleId,
      state,
      name,
      email: newAddress(),
      body,
      ...(state !== 'held' && decided),
    })),
  );
  await db.insert(messages).values(
    (['new', 'answered', 'closed'] as const).map((state) => ({
      state,
      name,
      email: newAddress(),
      subject: '배 시간',
      body,
      ...(state !== 'new' && decided),
    })),
  );
  await db.insert(followers).values(
    [null, new Date()].map((confirmedAt) => ({
      email: newAddress(),
      tokenHash: randomUUID(),
      tokenExpires: new Date(),
      confirmedAt,
    })),
  );
  await db.insert(mails).values({
    state: 'failed',
    recipient: newAddress(),
    subject: '배 시간',
    text: body,
    html: '',
    attempts: 9,
    lastError: 'The post office refused it: 550 no such mailbox.',
  });
}

/** A text of one block of each kind, in both scripts, with pictures that the site has. */
async function everyBlock(opening: string): Promise<Body> {
  const pictures = await db.select({ id: media.id }).from(media).limit(3);
  const figure = (index: number) => ({
    type: 'figure' as const,
    attrs: {
      media: pictures[index]!.id,
      alt: '나루터',
      caption: '안개 속의 나루터. The landing in fog.',
      credit: 'Drawing: Mansudae Korea',
    },
  });
  const text = (words: string, ...marks: Mark[]): Inline => ({
    type: 'text',
    text: words,
    ...(marks.length && { marks }),
  });
  const line = (words: string): Paragraph => ({ type: 'paragraph', content: [text(words)] });
  const cell = (type: 'tableHeader' | 'tableCell', words: string) => ({
    type,
    attrs: { colspan: 1, rowspan: 1 },
    content: [line(words)],
  });
  const items = ['여섯 시', 'Half past nine'].map((words) => ({ type: 'listItem' as const, content: [line(words)] }));
  const blocks: Block[] = [
    figure(0),
    {
      type: 'paragraph',
      content: [
        text(`${opening} `),
        text('Nobody', { type: 'bold' }),
        text(' counted '),
        text('twice', { type: 'italic' }),
        text(', says '),
        text('the harbour master', { type: 'link', attrs: { href: '/about' } }),
        { type: 'footnote', content: [{ type: 'text', text: '항만 관리소, 오전 여섯 시.' }] },
        text(': '),
        text('배가 없다', { type: 'lang', attrs: { lang: 'ko' } }),
        text('. See '),
        text('tide()', { type: 'code' }),
        text('.'),
      ],
    },
    { type: 'heading', attrs: { level: 2 }, content: [text('시간표 The timetable')] },
    { type: 'heading', attrs: { level: 3 }, content: [text('평일 Weekdays')] },
    { type: 'heading', attrs: { level: 4 }, content: [text('아침 Mornings')] },
    { type: 'bulletList', content: items },
    { type: 'orderedList', content: items },
    { type: 'blockquote', content: [line('“안개는 시간표를 읽지 않는다.” Fog reads no timetable.')] },
    { type: 'pullQuote', content: [text('Nobody sails on a Friday. 금요일에는 아무도.')] },
    { type: 'gallery', attrs: { caption: '나루터 두 곳. Two landings.' }, content: [figure(1), figure(2)] },
    {
      type: 'table',
      content: [
        { type: 'tableRow', content: ['항구 Port', 'Boats', 'Tons'].map((words) => cell('tableHeader', words)) },
        { type: 'tableRow', content: ['나진 Rajin', '12', '340'].map((words) => cell('tableCell', words)) },
      ],
    },
    { type: 'codeBlock', attrs: { language: 'js' }, content: [{ type: 'text', text: "tide('나진') // 12.4" }] },
    { type: 'divider' },
    {
      type: 'embed',
      attrs: {
        url: 'https://youtu.be/dQw4w9WgXcQ',
        title: '마지막 배 The last ferry',
        caption: 'Filmed from the pier.',
      },
    },
    line('끝. The end.'),
  ];
  return bodyOf(...blocks);
}
