import { type Language, languages } from '#lib/articles/rules';
import type { Body } from '#lib/body/body';
import { bodyFromHtml, type Reading } from '#lib/body/html/read';
import { type Element, elementsIn, textOf, treeOf } from '#lib/body/html/tree';
import { escaped, htmlOf } from '#lib/body/html/write';
import { bodyFromMarkdown } from '#lib/body/markdown';
import { markdownOf } from '#lib/body/markdown-write';
import { type ShareLayout, shareLayouts } from '#lib/share-images/rules';

export type Named = { slug: string; name: string };

/** An article as it leaves: its words, with what it is filed under by name and address rather than by this database's ids. */
export type ArticleOutside = {
  headline: string;
  standfirst: string;
  slug: string;
  language: Language;
  section: Named | null;
  series: Named | null;
  authors: Named[];
  topics: Named[];
  canonicalUrl: string;
  shareHeadline: string;
  shareText: string;
  shareLayout: ShareLayout;
  shareQuote: string;
  body: Body;
};

type About = {
  /** Where readers find it, and since when, once they do. */
  address: string | null;
  publishedAt: Date | null;
  pictureOf: NonNullable<Parameters<typeof htmlOf>[1]>['pictureOf'];
};

/** A complete HTML file: readable by itself, and read back by `articleFromHtml` without a loss. */
export function articleHtml(article: ArticleOutside, { address, publishedAt, pictureOf }: About): string {
  const named = (property: string, { slug, name }: Named) =>
    `<meta property="${property}" content="${escaped(name)}" data-slug="${escaped(slug)}">`;
  const said = (property: string, content: string) =>
    content && `<meta property="${property}" content="${escaped(content)}">`;
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(article.headline)}</title>`,
    article.standfirst && `<meta name="description" content="${escaped(article.standfirst)}">`,
    article.canonicalUrl && `<link rel="canonical" href="${escaped(article.canonicalUrl)}">`,
    ...article.authors.map((author) => named('article:author', author)),
    article.section && named('article:section', article.section),
    ...article.topics.map((topic) => named('article:tag', topic)),
    article.series && named('article:series', article.series),
    publishedAt && said('article:published_time', publishedAt.toISOString()),
    address && said('og:url', address),
    said('og:title', article.shareHeadline),
    said('og:description', article.shareText),
    article.shareLayout !== 'picture' && said('share:layout', article.shareLayout),
    said('share:quote', article.shareQuote),
  ];
  return `<!doctype html>
<html lang="${article.language}">
<head>
${head.filter(Boolean).join('\n')}
</head>
<body>
<article data-slug="${escaped(article.slug)}">
<h1>${escaped(article.headline)}</h1>
${article.standfirst && `<p>${escaped(article.standfirst)}</p>\n`}${htmlOf(article.body, { pictureOf })}
</article>
</body>
</html>
`;
}

/** The same as Markdown: all words, with what Markdown has none for as HTML. */
export function articleMarkdown(article: ArticleOutside, { pictureOf }: Pick<About, 'pictureOf'>): string {
  const fields = {
    title: article.headline,
    description: article.standfirst,
    slug: article.slug,
    language: article.language,
    section: article.section?.name ?? '',
    authors: article.authors.map(({ name }) => name).join('; '),
    canonical: article.canonicalUrl,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? `${name}: ${value}` : []));
  return `---\n${lines.join('\n')}\n---\n\n${markdownOf(article.body, pictureOf)}`;
}

/** What a file says of an article. What it does not say is empty. */
export type ArticleInFile = Omit<ArticleOutside, 'body' | 'language'> & { language: Language | null; reading: Reading };

const nothing: Omit<ArticleInFile, 'reading'> = {
  headline: '',
  standfirst: '',
  slug: '',
  language: null,
  section: null,
  series: null,
  authors: [],
  topics: [],
  canonicalUrl: '',
  shareHeadline: '',
  shareText: '',
  shareLayout: 'picture',
  shareQuote: '',
};

/**
 * Reads an HTML file: one that `articleHtml` wrote comes back whole; of any other come title and text. Throws DomainError
 * when it holds more than an article may.
 */
export function articleFromHtml(html: string): ArticleInFile {
  const elements = elementsIn(treeOf(html));
  const language = languageOf(elements.find(({ name }) => name === 'html')?.attributes.get('lang') ?? '');
  const reading = bodyFromHtml(html, { language: language ?? undefined });
  const title = text(elements.find(({ name }) => name === 'title'));
  if (!reading.own) {
    const { headline, body } = headlineIn(reading.body, title);
    return { ...nothing, language, headline, reading: { ...reading, body } };
  }
  const metas = elements.filter(({ name }) => name === 'meta');
  const content = (meta: Element | undefined) => meta?.attributes.get('content') ?? '';
  const said = (property: string) => content(metas.find(({ attributes }) => attributes.get('property') === property));
  const named = (property: string) =>
    metas
      .filter(({ attributes }) => attributes.get('property') === property)
      .map((meta) => ({ slug: meta.attributes.get('data-slug') ?? '', name: content(meta) }));
  const article = elements.find(({ name, attributes }) => name === 'article' && attributes.has('data-slug'));
  const canonical = elements.find(({ name, attributes }) => name === 'link' && attributes.get('rel') === 'canonical');
  return {
    headline: text(elements.find(({ name }) => name === 'h1')) || title,
    standfirst: content(metas.find(({ attributes }) => attributes.get('name') === 'description')),
    slug: article?.attributes.get('data-slug') ?? '',
    language,
    section: named('article:section')[0] ?? null,
    series: named('article:series')[0] ?? null,
    authors: named('article:author'),
    topics: named('article:tag'),
    canonicalUrl: canonical?.attributes.get('href') ?? '',
    shareHeadline: said('og:title'),
    shareText: said('og:description'),
    shareLayout: shareLayouts.find((layout) => layout === said('share:layout')) ?? 'picture',
    shareQuote: said('share:quote'),
    reading,
  };
}

/** Reads a Markdown file; its headline is what the lines between `---` at its beginning call it, or its first heading. */
export function articleFromMarkdown(source: string): ArticleInFile {
  const [all = '', lines = ''] = /^\ufeff?---\r?\n([\s\S]{0,20000}?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(source) ?? [];
  const fields = new Map<string, string>();
  for (const line of lines.split(/\r?\n/)) {
    const [, key = '', value = ''] = /^([\w-]{1,40})\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (key) fields.set(key.toLowerCase(), value.replace(/^(["'])(.*)\1$/, '$2'));
  }
  const field = (...names: string[]) => names.map((name) => fields.get(name)).find((value) => value) ?? '';
  const named = (value: string): Named | null => (value ? { slug: value, name: value } : null);
  const language = languageOf(field('language', 'lang'));
  const reading = bodyFromMarkdown(source.slice(all.length), { language: language ?? undefined });
  const { headline, body } = headlineIn(reading.body, field('headline', 'title'));
  return {
    ...nothing,
    headline,
    standfirst: field('standfirst', 'description', 'subtitle', 'summary'),
    slug: field('slug'),
    language,
    section: named(field('section', 'category')),
    authors: field('authors', 'author')
      .split(/\s*;\s*/)
      .flatMap((author) => named(author) ?? []),
    canonicalUrl: field('canonical', 'canonicalurl', 'canonical_url'),
    reading: { ...reading, body },
  };
}

/** The title, and the text without it; a heading with which the text begins is the title when there is no other. */
function headlineIn(body: Body, title: string): { headline: string; body: Body } {
  const [first, ...others] = body.content;
  if (first?.type !== 'heading' || first.attrs.level !== 2) return { headline: title, body };
  const words = (first.content ?? []).map((node) => (node.type === 'text' ? node.text : ' ')).join('');
  const isAlone = !others.some((block) => block.type === 'heading' && block.attrs.level === 2);
  // pages call themselves ‘Title — Name of the site’
  if (title !== '' && !title.startsWith(words)) return { headline: title, body };
  const rest = isAlone ? others.map(raised) : others;
  return { headline: words, body: { ...body, content: rest.length > 0 ? rest : [{ type: 'paragraph' }] } };
}

/** Once the title is gone from above them, headings stand one level higher. */
const raised = (block: Body['content'][number]): Body['content'][number] =>
  block.type === 'heading' ? { ...block, attrs: { level: block.attrs.level === 4 ? 3 : 2 } } : block;

const languageOf = (tag: string): Language | null => {
  const primary = tag.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(languages, primary) ? (primary as Language) : null;
};

const text = (element: Element | undefined): string => (element ? textOf(element).replace(/\s+/g, ' ').trim() : '');
