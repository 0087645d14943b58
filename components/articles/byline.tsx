import { Fragment } from 'react';
import type { Byline as Author } from '#lib/articles/queries';
import { paths } from '#lib/paths';
import { siteWords } from '#lib/words/site';

/** Who wrote it: linked names, Hangul beside them where there is room for it. */
export const Byline = ({ authors, withHangul = false }: { authors: Author[]; withHangul?: boolean }) =>
  authors.map((author, index) => (
    <Fragment key={author.handle}>
      {index > 0 && (index === authors.length - 1 ? ` ${siteWords.article.and} ` : ', ')}
      <a href={paths.author(author.handle)} rel="author">
        {author.name}
      </a>
      {withHangul && author.hangulName && (
        <>
          {' '}
          <span lang="ko" className="hangul-name">
            {author.hangulName}
          </span>
        </>
      )}
    </Fragment>
  ));
