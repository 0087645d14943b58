import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { PageHead } from '#components/desk/page-head';
import { PictureForm } from '#components/desk/pictures/picture-form.client';
import { PictureRemoved, RemovePicture } from '#components/desk/pictures/remove-picture.client';
import { ReplacePicture } from '#components/desk/pictures/replace-picture.client';
import { requireUser } from '#lib/auth/current-user';
import { hasRole } from '#lib/auth/roles';
import { formatDay } from '#lib/dates';
import { getPictureAtDesk, type PictureAtDesk } from '#lib/media/library-queries';
import { canReplacePicture, pictureId } from '#lib/media/library-rules';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { libraryWords as words } from '#lib/words/library';

export const metadata: Metadata = { title: words.title };

type Props = { params: Promise<{ id: string }> };

/** One picture: what it shows, whose it is, where it stands, and what can be done with it everywhere at once. */
export default async function PicturePage({ params }: Props) {
  await connection();
  const user = await requireUser();
  const id = pictureId.safeParse((await params).id);
  const picture = id.success ? await getPictureAtDesk(user, id.data) : null;
  if (!picture) notFound();
  const { timeZone } = await getPublication();
  const sent = formatDay(picture.createdAt, { timeZone, language: 'en' });
  // Drafts of others are theirs.
  const seen = picture.uses.filter((use) => use.in !== 'article' || use.isPublic || hasRole(user, 'editor'));
  const isRemoved = picture.removedAt !== null;
  return (
    <>
      <p className="picture-back">
        <Link href={paths.desk.pictures} prefetch={false}>
          ← {words.back}
        </Link>
      </p>
      <PageHead title={picture.caption || picture.originalName || words.unnamed} />
      {isRemoved && <PictureRemoved id={picture.id} mayBringBack={picture.mayBringBack} />}
      {picture.replacedBy && (
        <p className="note">
          {words.isReplaced} <Link href={paths.desk.picture(picture.replacedBy)}>{words.seeOther}</Link>
        </p>
      )}
      {!isRemoved && <PictureForm picture={formOf(picture)} />}
      <section className="picture-part" aria-labelledby="uses">
        <h2 id="uses">{words.uses}</h2>
        <Uses uses={seen} hidden={picture.uses.length - seen.length} />
      </section>
      {!isRemoved && canReplacePicture(user) && (
        <ReplacePicture id={picture.id} replaced={picture.replaced} isReplaced={picture.replacedBy !== null} />
      )}
      <section className="picture-part" aria-labelledby="facts">
        <h2 id="facts">{words.facts}</h2>
        <ul className="picture-facts">
          <li>{picture.originalName}</li>
          <li>{words.size(picture.width, picture.height)}</li>
          <li>
            {picture.files
              ? words.kept(picture.files.length, sizeOf(picture.files.reduce((sum, { bytes }) => sum + bytes, 0)))
              : words.notDeveloped}
          </li>
          <li>{words.sentBy(picture.sender, sent)}</li>
          {!isRemoved && (
            <li>
              <a href={picture.download}>{words.open}</a>
            </li>
          )}
        </ul>
      </section>
      {!isRemoved && !picture.replacedBy && picture.mayRemove && (
        <RemovePicture id={picture.id} uses={picture.uses.length} />
      )}
    </>
  );
}

const formOf = (picture: PictureAtDesk) => {
  const { id, src, alt, caption, credit, licence, expiresOn, focusX, focusY, mayChange } = picture;
  return { id, src: src ?? null, alt, caption, credit, licence, expiresOn, focusX, focusY, mayChange };
};

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.round(bytes / 1000).toLocaleString('en')} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

function Uses({ uses, hidden }: { uses: PictureAtDesk['uses']; hidden: number }) {
  if (uses.length === 0 && hidden === 0) return <p className="field-hint">{words.unused}</p>;
  return (
    <ul className="picture-uses">
      {uses.map((use) => (
        <li key={`${use.in} ${use.picture} ${use.in === 'article' ? use.id : use.name}`}>
          {use.in === 'article' && (
            <>
              <Link href={paths.desk.article(use.id)} prefetch={false}>
                {use.headline || words.unnamed}
              </Link>{' '}
              <span className="tag tag-quiet">{use.isPublic ? words.usePublic : words.useDraft}</span>
            </>
          )}
          {use.in === 'page' && <Link href={paths.desk.page(use.name)}>{words.usePage[use.name]}</Link>}
          {use.in === 'author' && words.usePortrait(use.name)}
        </li>
      ))}
      {hidden > 0 && <li>{words.useHidden(hidden)}</li>}
    </ul>
  );
}
