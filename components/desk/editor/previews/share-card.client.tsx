import type { PlaceOfCards } from '#lib/share-images/cards';
import type { PageHead } from './page-head.ts';

type Props = { place: PlaceOfCards; head: PageHead; image: string | null; language: string };

/** A link as one place draws it, from the tags that it reads and with its crop. */
export function ShareCard({ place, head, image, language }: Props) {
  const { properties } = head;
  const isSearch = place.id === 'search';
  const isX = place.id === 'x';
  const address = properties['og:url'] ?? head.canonical;
  const host = URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : '';
  const trail = URL.canParse(address) ? decodeURIComponent(new URL(address).pathname).split('/').filter(Boolean) : [];
  const title = isSearch
    ? head.title.replace(` · ${properties['og:site_name']}`, '')
    : (isX && properties['twitter:title']) || properties['og:title'] || head.title;
  const text = isSearch ? head.description : (properties['og:description'] ?? head.description);
  const site = properties['og:site_name'] ?? host;
  return (
    <figure className="share-place">
      <figcaption>{place.name}</figcaption>
      <div className="share-card" data-place={place.id}>
        {image && place.picture && (
          <img className="share-card-picture" src={image} alt="" style={{ aspectRatio: place.picture }} />
        )}
        <div className="share-card-words">
          <p className="share-card-source">
            {place.source === 'both' ? (
              <>
                <b>{site}</b> {[host, ...trail].join(' › ')}
              </>
            ) : place.source === 'name' ? (
              site
            ) : (
              host
            )}
          </p>
          <p className="share-card-title" lang={language} style={{ WebkitLineClamp: place.titleLines }}>
            {title || address}
          </p>
          {place.textLines > 0 && text && (
            <p className="share-card-text" lang={language} style={{ WebkitLineClamp: place.textLines }}>
              {text}
            </p>
          )}
        </div>
      </div>
    </figure>
  );
}
