import './pictures.css';
import Link from 'next/link';
import type { PictureInLibrary } from '#lib/media/library-queries';
import { paths } from '#lib/paths';
import { libraryWords as words } from '#lib/words/library';

/** A picture in the library: what it shows, and what is missing of it. */
export function PictureCard({ picture }: { picture: PictureInLibrary }) {
  const { id, src, caption, name, credit, alt, isMoving, isExpired } = picture;
  const tags = [
    isExpired && words.tags.expired,
    !credit && words.tags.noCredit,
    !alt && words.tags.noAlt,
    isMoving && words.tags.moving,
  ].filter((tag) => tag !== false);
  return (
    <li className="picture-card">
      <Link href={paths.desk.picture(id)} prefetch={false}>
        {src ? <img src={src} alt={alt} loading="lazy" decoding="async" /> : <span className="picture-none" />}
        <span className="picture-name">{caption || name || words.unnamed}</span>
      </Link>
      {credit && <p className="row-meta">{credit}</p>}
      {tags.length > 0 && (
        <p className="picture-tags">
          {tags.map((tag) => (
            <span key={tag} className={`tag ${tag === words.tags.expired ? 'tag-bad' : 'tag-quiet'}`}>
              {tag}
            </span>
          ))}
        </p>
      )}
    </li>
  );
}
