import { MixedText } from '#components/ui/mixed-text';
import { Photo, photoSizes } from '#components/ui/photo';
import type { AuthorOnPage } from '#lib/articles/queries';
import { paths } from '#lib/paths';
import { siteWords } from '#lib/words/site';

/** Who wrote it, at the end of an article. */
export const AuthorBox = ({ author, language }: { author: AuthorOnPage; language: string }) => (
  <div className="author">
    {author.picture && <Photo className="portrait" picture={author.picture} alt="" sizes={photoSizes.portrait} />}
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
