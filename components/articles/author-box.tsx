import { MixedText } from '#components/ui/mixed-text';
import type { AuthorOnPage } from '#lib/articles/queries';
import { paths } from '#lib/paths';
import { siteWords } from '#lib/words/site';

/** Who wrote it, at the end of an article. */
export const AuthorBox = ({ author, language }: { author: AuthorOnPage; language: string }) => (
  <div className="author">
    {author.picture && (
      <img
        className="portrait"
        src={author.picture.src}
        width={author.picture.width}
        height={author.picture.height}
        alt=""
        loading="lazy"
        decoding="async"
      />
    )}
    <div>
      <p className="author-name">
        <a href={paths.author(author.handle)} rel="author">
          {author.name}
        </a>{' '}
        {author.hangulName && <span lang="ko">{author.hangulName}</span>}
      </p>
      {author.bio && (
        <p className="author-bio">
          <MixedText text={author.bio} language={language} />
        </p>
      )}
      <p className="meta">
        <a href={paths.author(author.handle)}>{siteWords.article.moreBy(author.name)}</a>
      </p>
    </div>
  </div>
);
