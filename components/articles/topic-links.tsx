import { MixedText } from '#components/ui/mixed-text';
import type { GroupName } from '#lib/articles/queries';
import { paths } from '#lib/paths';
import { groupSiteWords as words } from '#lib/words/groups';

/** What an article is about, as ways to more of it. */
export const TopicLinks = ({ topics, language }: { topics: GroupName[]; language: string }) => (
  <nav className="topics meta" aria-label={words.topics}>
    <ul>
      {topics.map((topic) => (
        <li key={topic.slug}>
          <a href={paths.topic(topic.slug)}>
            <MixedText text={topic.name} language={language} />
            {topic.hangulName && (
              <>
                {' '}
                <span lang="ko">{topic.hangulName}</span>
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
