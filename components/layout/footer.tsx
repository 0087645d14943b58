import { FollowForm } from '#components/forms/follow-form';
import { MixedText } from '#components/ui/mixed-text';
import { listGroups } from '#lib/groups/queries';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { searchWords } from '#lib/words/search';
import { siteWords } from '#lib/words/site';

type Props = { followFrom: string | null; hasFollowed: boolean };

/** The end of every page: 'Follow us' (posting to `followFrom`, the page it stands on) and the ways on. */
export async function Footer({ followFrom, hasFollowed }: Props) {
  const [publication, sections] = await Promise.all([getPublication(), listGroups('section')]);
  const words = siteWords.followForm;
  return (
    <footer className="band">
      {followFrom && (
        <section className="band-follow" aria-labelledby="follow-us">
          <h2 id="follow-us">{words.heading}</h2>
          <div>
            <p className="band-text">{words.text}</p>
            <FollowForm from={followFrom} isSent={hasFollowed} />
            <p className="quiet">
              {words.orFeed} <a href={paths.feed}>{siteWords.feed}</a>
            </p>
          </div>
        </section>
      )}
      <div className="colophon">
        <p className="colophon-name">
          <a href={paths.front}>
            <span>{publication.name}</span>
            {publication.hangulName && (
              <>
                {' '}
                <span lang="ko">{publication.hangulName}</span>
              </>
            )}
          </a>
          {publication.tagline && (
            <span className="colophon-tagline">
              <MixedText text={publication.tagline} language={publication.language} />
            </span>
          )}
        </p>
        <nav aria-label={siteWords.footerSections}>
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
          </ul>
        </nav>
        <nav aria-label={siteWords.publication}>
          <ul>
            <li>
              <a href={paths.search}>{searchWords.title}</a>
            </li>
            <li>
              <a href={paths.about}>{siteWords.about}</a>
            </li>
            <li>
              <a href={paths.contact}>{siteWords.contact}</a>
            </li>
            <li>
              <a href={paths.follow}>{siteWords.follow}</a>
            </li>
            <li>
              <a href={paths.feed}>{siteWords.feed}</a>
            </li>
            <li>
              <a href={paths.privacy}>{siteWords.privacy}</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
