import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { atomFeed } from '#lib/feeds/atom';
import { jsonFeed } from '#lib/feeds/json-feed';
import type { Feed } from '#lib/feeds/model';
import { getFeedOf } from '#lib/feeds/queries';
import { rssFeed } from '#lib/feeds/rss';
import { type FeedFile, feedPath, feedTypes, isFeedFile } from '#lib/feeds/rules';
import type { GroupKind } from '#lib/groups/rules';
import { paths } from '#lib/paths';
import { authorAt } from './author-at.ts';
import { groupAt } from './group-at.ts';

/** The feed of the section, topic or series at an address, in the form that `file` names. */
export async function groupFeedAt(kind: GroupKind, slug: string, file: string): Promise<Response> {
  await connection(); // a build has no database
  if (!isFeedFile(file)) notFound();
  const { id, name, description, ...group } = await groupAt(kind, slug, (path) => feedPath(path, file));
  return feedAnswer(await getFeedOf({ kind, id, name, description, path: paths[kind](group.slug) }, file), file);
}

/** The same of the author at an address. */
export async function authorFeedAt(asked: string, file: string): Promise<Response> {
  await connection();
  if (!isFeedFile(file)) notFound();
  const { id, name, bio, handle } = await authorAt(asked, (path) => feedPath(path, file));
  return feedAnswer(
    await getFeedOf({ kind: 'author', id, name, description: bio, path: paths.author(handle) }, file),
    file,
  );
}

/** Five minutes are as fresh as a feed reader asks; by then it is told with 304 that nothing is new. */
export const feedAnswer = (feed: Feed, file: FeedFile): Response =>
  new Response(writers[file](feed), {
    headers: {
      'content-type': `${sentAs[file]}; charset=utf-8`,
      'cache-control': 'public, max-age=300',
      // WebSub looks here first
      ...(feed.hubs.length > 0 && {
        link: [...feed.hubs.map((hub) => `<${hub}>; rel="hub"`), `<${feed.self}>; rel="self"`].join(', '),
      }),
    },
  });

/** Not by the types of feeds: browsers show those as the letters that they are made of, whatever style sheet they have. */
const sentAs: Record<FeedFile, string> = {
  ...feedTypes,
  'feed.xml': 'application/xml',
  'atom.xml': 'application/xml',
};

const writers: Record<FeedFile, (feed: Feed) => string> = {
  'feed.xml': rssFeed,
  'atom.xml': atomFeed,
  'feed.json': jsonFeed,
};
