import { getArticle, getMovedSlug } from '#lib/articles/queries';
import { leadFigure } from '#lib/body/rules';
import { oembedInput, oembedOf, oembedXml, slugIn } from '#lib/oembed/oembed';
import { canonicalName, textParam } from '#lib/route-params';
import { getPublication } from '#lib/settings/queries';
import { getShareImage } from '#lib/share-images/queries';
import { oembedWords as words } from '#lib/words/oembed';

/** How another site can show an article of ours: as a card in a frame. Only what is published is known here. */
export async function GET(request: Request): Promise<Response> {
  const asked = oembedInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return refusal(400, words.noAddress);
  const { url, format, maxwidth, maxheight } = asked.data;
  if (format !== 'json' && format !== 'xml') return refusal(501, words.otherFormat(format));
  const article = await articleAt(slugIn(url));
  if (!article) return refusal(404, words.notFound);
  const [publication, image] = await Promise.all([
    getPublication(),
    getShareImage({ kind: 'article', id: article.id }),
  ]);
  const lead = leadFigure(article.body);
  const answer = oembedOf(
    {
      slug: article.slug,
      headline: article.shareHeadline || article.headline,
      authors: article.authors,
      publication: publication.name,
      picture: (lead && article.pictures[lead.attrs.media]) ?? null,
      shareImage: image,
    },
    { maxwidth, maxheight },
  );
  return format === 'xml'
    ? answered(oembedXml(answer), 'text/xml')
    : answered(JSON.stringify(answer), 'application/json');
}

const answered = (body: string, type: string): Response =>
  new Response(body, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*', // read by scripts of other sites, which is what it is for
    },
  });

const refusal = (status: number, sentence: string): Response =>
  new Response(`${sentence}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });

/** The live article with that slug, or one that it had. */
async function articleAt(asked: string | null) {
  const spelled = asked === null ? null : textParam(asked);
  if (spelled === null) return null;
  const slug = canonicalName(spelled);
  const now = (await getMovedSlug(slug)) ?? slug;
  return getArticle(now);
}
