import { and, asc, eq, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articles, revisionAuthors, revisions, shareImages } from '#db/schema/articles';
import { media } from '#db/schema/media';
import { authors } from '#db/schema/people';
import { sections } from '#db/schema/sections';
import { settings } from '#db/schema/settings';
import { isLive, shownRevisionId, shownSlug } from '#lib/articles/live';
import { leadFigure } from '#lib/body/rules';
import { digestOf, type Layout, layOut } from './layout.ts';
import type { ShareImageContent } from './rules.ts';

/** A share image as it would be drawn now, under a digest that may be given out. */
export type IssuedShareImage = { slug: string; digest: string; layout: Layout; alt: string };

/** Lays out the share image of a live article and records its digest, which will answer from now on. Null when not live. */
export async function issueShareImage(articleId: string): Promise<IssuedShareImage | null> {
  const found = await readContent(articleId);
  if (!found) return null;
  const layout = layOut(found.content);
  const digest = digestOf(articleId, layout);
  await db.insert(shareImages).values({ digest, articleId }).onConflictDoNothing();
  const { headline, publication } = found.content;
  return { slug: found.slug, digest, layout, alt: `${headline} – ${publication.name}` };
}

async function readContent(articleId: string): Promise<{ slug: string; content: ShareImageContent } | null> {
  const [row] = await db
    .select({
      slug: shownSlug,
      revisionId: revisions.id,
      headline: revisions.headline,
      shareHeadline: revisions.shareHeadline,
      body: revisions.body,
      section: sections.name,
      name: settings.name,
      hangulName: settings.hangulName,
      accent: settings.accent,
    })
    .from(articles)
    .innerJoin(revisions, eq(revisions.id, shownRevisionId))
    .innerJoin(settings, sql`true`)
    .leftJoin(sections, eq(sections.id, revisions.sectionId))
    .where(and(eq(articles.id, articleId), isLive()));
  if (!row?.slug) return null;
  const lead = leadFigure(row.body)?.attrs.media;
  const [names, pictures] = await Promise.all([
    db
      .select({ name: authors.name })
      .from(revisionAuthors)
      .innerJoin(authors, eq(authors.id, revisionAuthors.authorId))
      .where(eq(revisionAuthors.revisionId, row.revisionId))
      .orderBy(asc(revisionAuthors.position)),
    lead ? db.select({ id: media.id, extension: media.extension }).from(media).where(eq(media.id, lead)) : [],
  ]);
  const picture = pictures[0];
  return {
    slug: row.slug,
    content: {
      headline: row.shareHeadline || row.headline,
      section: row.section,
      authors: names.map((author) => author.name),
      publication: { name: row.name, hangulName: row.hangulName, accent: row.accent },
      picture: picture ? `${picture.id}.${picture.extension}` : null,
    },
  };
}
