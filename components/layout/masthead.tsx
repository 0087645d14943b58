import { MixedText } from '#components/ui/mixed-text';
import { listArticles } from '#lib/articles/queries';
import { formatDay, isoInZone } from '#lib/dates';
import { listGroups } from '#lib/groups/queries';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { siteWords } from '#lib/words/site';

/**
 * The publication's name over every page, as type: large on the front page, one line elsewhere, so that an article begins
 * on the first screen of a phone. Its date is that of the newest article: a page is kept until something changes.
 */
export async function Masthead({ size }: { size: 'full' | 'slim' }) {
  const [publication, sections, [newest]] = await Promise.all([
    getPublication(),
    listGroups('section'),
    listArticles(1),
  ]);
  const Name = size === 'full' ? 'h1' : 'p';
  return (
    <header className={`masthead masthead-${size}`}>
      {size === 'full' && (
        <div className="dateline">
          <p>
            {newest && (
              <>
                {siteWords.front.newest}{' '}
                <time dateTime={isoInZone(newest.publishedAt, publication.timeZone)}>
                  {formatDay(newest.publishedAt, publication)}
                </time>
              </>
            )}
          </p>
          <p className="tagline">
            <MixedText text={publication.tagline} language={publication.language} />
          </p>
          <p>
            <a href={paths.about}>{siteWords.about}</a>
            <a href={paths.follow}>{siteWords.follow}</a>
          </p>
        </div>
      )}
      <Name className="title">
        <a href={paths.front}>
          <span className="title-name">{publication.name}</span>
          {publication.hangulName && (
            <>
              {' '}
              <span className="title-hangul" lang="ko">
                {publication.hangulName}
              </span>
            </>
          )}
        </a>
      </Name>
      <nav className="sections" aria-label={siteWords.sections}>
        <ul>
          {sections
            .filter((section) => section.hasArticles)
            .map((section) => (
              <li key={section.id}>
                <a href={paths.section(section.slug)}>
                  <MixedText text={section.name} language={publication.language} />
                </a>
              </li>
            ))}
          {size === 'slim' && (
            <li>
              <a href={paths.follow}>{siteWords.follow}</a>
            </li>
          )}
        </ul>
      </nav>
    </header>
  );
}
