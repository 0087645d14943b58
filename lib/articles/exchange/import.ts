import { inArray, or, sql } from 'drizzle-orm';
import { db } from '#db/client';
import { articleSlugs } from '#db/schema/articles';
import { media } from '#db/schema/media';
import { authors } from '#db/schema/people';
import { sections, series, topics } from '#db/schema/sections';
import { createDraft } from '#lib/articles/mutations';
import { wordsInput } from '#lib/articles/rules';
import type { User } from '#lib/auth/roles';
import type { IncomingPicture } from '#lib/body/html/read';
import { withStoredPictures } from '#lib/body/incoming';
import { figuresOf } from '#lib/body/rules';
import { DomainError } from '#lib/errors';
import { fetchPicture, nameIn } from '#lib/media/fetch-picture';
import { storePicture, storePictureFrom } from '#lib/media/mutations';
import { pastingWords } from '#lib/words/pasting';
import { type ArticleInFile, articleFromHtml, articleFromMarkdown, type Named } from './exchange.ts';
import { fileKindOf } from './file-kinds.ts';

/** More than any article needs, with its pictures in it. */
export const mostFileBytes = 20 * 1024 * 1024;

/** Pictures of one file; at ten seconds for each that does not answer, more would keep its author waiting. */
const mostPictures = 60;
const atOnce = 4;

export type Imported = { id: string; remarks: string[] };

/** Gets what stands at an address into the new file `path`. */
type Get = (address: string, path: string) => Promise<void>;

/**
 * Makes a new draft of a file, HTML or Markdown, with the pictures that it shows. What could not be taken along as it was is
 * said in `remarks`; the address of a picture that could not be got stays in the text. Throws DomainError with a sentence
 * when nothing can be made of it, and then nothing was made.
 */
export async function importArticle(
  user: User,
  file: { name: string; bytes: Uint8Array },
  get: Get = (address, path) => fetchPicture(address, path),
): Promise<Imported> {
  const found = articleIn(file);
  const { reading } = found;
  const { stored, remarks } = await storePictures(user, reading.pictures, await storedAmong(found), get);
  const body = withStoredPictures(reading.body, reading.pictures, stored);
  const [section, ofSeries, byline, about] = await Promise.all([
    idsOf(sections, [found.section]),
    idsOf(series, [found.series]),
    idsOf(authors, found.authors),
    idsOf(topics, found.topics),
  ]);
  const words = wordsInput.partial().safeParse({
    headline: found.headline.slice(0, 300),
    standfirst: found.standfirst.slice(0, 1000),
    slug: (await isTaken(found.slug)) ? '' : found.slug.slice(0, 300),
    sectionId: section[0] ?? null,
    seriesId: ofSeries[0] ?? null,
    topicIds: about,
    canonicalUrl: found.canonicalUrl.slice(0, 2000),
    shareHeadline: found.shareHeadline.slice(0, 300),
    shareText: found.shareText.slice(0, 1000),
    shareLayout: found.shareLayout,
    shareQuote: found.shareQuote.slice(0, 600),
    body,
    ...(found.language && { language: found.language }),
    ...(byline.length > 0 && { authorIds: byline }),
  });
  if (!words.success) throw new DomainError(words.error.issues[0]!.message);
  const { id } = await createDraft(user, words.data);
  return { id, remarks: [...reading.remarks, ...remarks] };
}

function articleIn({ name, bytes }: { name: string; bytes: Uint8Array }): ArticleInFile {
  if (bytes.length === 0) throw new DomainError(pastingWords.fileEmpty);
  if (bytes.length > mostFileBytes) throw new DomainError(pastingWords.fileTooLarge);
  const kind = fileKindOf(name);
  if (kind === 'html') return articleFromHtml(textOf(bytes));
  if (kind === 'markdown') return articleFromMarkdown(textOf(bytes));
  throw new DomainError(kind === 'program' ? pastingWords.fileOfProgram : pastingWords.fileKind);
}

/** The text of a file, in the encoding that it names: Korean Word still writes web pages in one of its own. */
function textOf(bytes: Uint8Array): string {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const isWide = /^(\xff\xfe|\xfe\xff)/.test(beginning);
  const named = isWide
    ? `utf-16${beginning.startsWith('\xff') ? 'le' : 'be'}`
    : (/<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,30})/i.exec(beginning)?.[1] ?? 'utf-8');
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes); // an encoding that nobody knows
  }
}

/** The pictures of a text that are stored here already. */
async function storedAmong({ reading }: ArticleInFile): Promise<Map<string, string>> {
  const ids = [...new Set(figuresOf(reading.body).map(({ attrs }) => attrs.media))];
  const rows = ids.length === 0 ? [] : await db.select({ id: media.id }).from(media).where(inArray(media.id, ids));
  return new Map(rows.map(({ id }) => [id, id]));
}

async function storePictures(user: User, pictures: IncomingPicture[], stored: Map<string, string>, get: Get) {
  const remarks: string[] = [];
  const missing = pictures.filter(({ key }) => !stored.has(key));
  const waiting = missing.slice(0, mostPictures);
  if (missing.length > waiting.length) remarks.push(pastingWords.picturesTooMany(mostPictures));
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        const { id } = await store(next.source, get, user);
        stored.set(next.key, id);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        remarks.push(pastingWords.pictureNotTaken(shown(next.source), error.message));
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { stored, remarks };
}

function store(source: string, get: Get, { id: uploadedBy }: User): Promise<{ id: string }> {
  const [, isBase64, data = ''] = /^data:image\/[\w.+-]+(?:;[\w-]+=[\w-]+)*(;base64)?,(.*)$/is.exec(source) ?? [];
  if (isBase64) return storePicture(Buffer.from(data, 'base64'), { originalName: '', uploadedBy });
  return storePictureFrom((path) => get(source, path), { originalName: nameIn(source), uploadedBy });
}

const shown = (source: string): string =>
  source.startsWith('data:') ? pastingWords.pictureOfFile : source.slice(0, 200);

/** Ids by address, or by name where the file comes from elsewhere, in the order in which they are named. */
async function idsOf(
  table: typeof sections | typeof series | typeof topics | typeof authors,
  wanted: (Named | null)[],
): Promise<string[]> {
  const named = wanted.filter((one) => one !== null).slice(0, 30);
  if (named.length === 0) return [];
  const slug = 'handle' in table ? table.handle : table.slug;
  const rows = await db
    .select({ id: table.id, slug, name: table.name })
    .from(table)
    .where(
      or(
        inArray(
          slug,
          named.map((one) => one.slug),
        ),
        inArray(
          sql`lower(${table.name})`,
          named.map((one) => one.name.toLowerCase()),
        ),
      ),
    );
  const found = named.map(
    (one) =>
      rows.find((row) => row.slug === one.slug) ??
      rows.find((row) => row.name.toLowerCase() === one.name.toLowerCase()),
  );
  return [...new Set(found.flatMap((row) => row?.id ?? []))];
}

/** Whether an address is promised to an article of this site: a copy of it begins without one. */
async function isTaken(slug: string): Promise<boolean> {
  const [row] = await db
    .select({ slug: articleSlugs.slug })
    .from(articleSlugs)
    .where(inArray(articleSlugs.slug, [slug.normalize('NFC')]));
  return row !== undefined;
}
