import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { db } from '#db/client';
import { articles } from '#db/schema/articles';
import { followers } from '#db/schema/followers';
import { users } from '#db/schema/people';
import { slugOf } from '#lib/articles/slugs';
import { hashToken } from '#lib/auth/secrets';
import { addGroup } from '#lib/groups/mutations';
import { groupTables } from '#lib/groups/tables';
import { paths } from '#lib/paths';
import { sharePreview } from '#lib/previews/mutations';
import { issueQuote } from '#lib/quotes/mutations';
import { routes } from '../../server/routes.ts';
import { cast, newAddress } from './cast.ts';
import { someDraft } from './desk.ts';
import { publishAs } from './newsroom.ts';
import { mailTo } from './post-office.ts';

/** A page that readers get: the address in `server/routes.ts` that it is an example of, where it is, what it answers. */
export type ReadersPage = { address: string; path: string; status: number };

/**
 * One of each: every address of kind `page` in `server/routes.ts`, and what stands where nothing is. Somebody follows in
 * `reader` for it. The preview is for those who are signed in. Throws for an address that has no example here.
 */
export async function listReadersPages(reader: Page): Promise<ReadersPage[]> {
  const article = await publishAs(cast.author.email, someDraft());
  const examples: Record<string, string> = {
    '/': '/',
    '/about': '/about',
    '/privacy': '/privacy',
    '/contact': '/contact',
    '/follow': '/follow',
    '/search': '/search?q=ferry',
    '/articles/*': article.path,
    '/articles/*/card': `${article.path}/card`,
    '/articles/*/quote': `${article.path}/quote`,
    '/articles/*/quote/*': await quotePath(article.deskPath.split('/').at(-1)!),
    '/sections/*': '/sections/culture',
    '/topics/*': await groupPath('topic', 'Ferries'),
    '/series/*': await groupPath('series', 'The Han river'),
    '/authors/*': '/authors/han-sora',
    '/follow/confirm/*': await confirmationPath(newAddress('undecided')),
    '/unsubscribe/*': await unsubscribePath(reader),
    '/desk/front/preview': '/desk/front/preview',
    '/preview/*': await sharedPreview(article.deskPath.split('/').at(-1)!),
    [previewAddress]: `${article.deskPath}/preview`,
  };
  const pages = routes.flatMap(([address, { kind }]) => {
    const path = examples[address];
    if (kind === 'page' && !path) throw new Error(`There is no example of ${address}.`);
    return kind === 'page' ? [{ address, path: path!, status: 200 }] : [];
  });
  const nowhere = ['/nothing', '/articles/no-such-article', '/follow/confirm/of-nobody', '/unsubscribe/of-nobody'];
  return [...pages, ...nowhere.map((path) => ({ address: 'nothing there', path, status: 404 }))];
}

/** The card of a sentence of an article. */
async function quotePath(articleId: string): Promise<string> {
  const { slug, digest } = await issueQuote({ articleId, text: 'The second waits' }, null);
  return paths.quote(slug, digest);
}

/** A link by which anybody sees the newest version of an article. */
async function sharedPreview(id: string): Promise<string> {
  process.env.AUTH_SECRET = process.env.E2E_SECRET; // signs the link
  const [author] = await db.select().from(users).where(eq(users.email, cast.author.email));
  const [article] = await db.select({ draft: articles.draftRevisionId }).from(articles).where(eq(articles.id, id));
  return (await sharePreview(author!, { id, revisionId: article!.draft!, days: 1 })).path;
}

const previewAddress = '/desk/articles/*/preview';
/** For those who are signed in: editors see both. */
export const isForStaff = (address: string): boolean => address === previewAddress || address === '/desk/front/preview';

/** The page of a topic or a series, which an editor makes when there is none of this name. */
async function groupPath(kind: 'topic' | 'series', name: string): Promise<string> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE;
  const [editor] = await db.select().from(users).where(eq(users.email, cast.editor.email));
  const slug = slugOf(name);
  const [known] = await db.select().from(groupTables[kind]).where(eq(groupTables[kind].slug, slug));
  if (!known) await addGroup(editor!, { kind, name, hangulName: '', description: '', slug });
  return paths[kind](slug);
}

/** Where somebody who has asked for letters confirms it. */
async function confirmationPath(email: string): Promise<string> {
  process.env.DATABASE_URL = process.env.E2E_DATABASE;
  const token = randomBytes(24).toString('base64url');
  const tokenExpires = new Date(Date.now() + 3_600_000);
  await db.insert(followers).values({ email, tokenHash: hashToken(token), tokenExpires });
  return paths.confirmFollow(token);
}

/** Signed by the site itself, so it comes by mail. */
async function unsubscribePath(reader: Page): Promise<string> {
  const email = newAddress('follower');
  await reader.goto(await confirmationPath(email));
  await reader.getByRole('button', { name: 'Yes, send me letters' }).click();
  const { text } = await mailTo(email, 'You follow');
  return new URL(/https?:\/\/\S+\/unsubscribe\/[^\s<>"]+/.exec(text!)![0]).pathname;
}
