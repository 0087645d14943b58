import { MixedText } from '#components/ui/mixed-text';
import { Moment } from '#components/ui/moment';
import type { CommentInThread } from '#lib/comments/queries';
import type { Place } from '#lib/dates';
import { siteWords } from '#lib/words/site';

/** Approved comments, oldest first, each with an address of its own. */
export const CommentThread = ({ comments, place }: { comments: CommentInThread[]; place: Place }) => (
  <ol className="thread">
    {comments.map((comment) => (
      <li key={comment.id} id={`comment-${comment.id}`} className="comment">
        <p className="comment-head meta">
          <strong>
            <MixedText text={comment.name} />
          </strong>{' '}
          <a href={`#comment-${comment.id}`} title={siteWords.comments.permalink(comment.name)}>
            <Moment at={comment.createdAt} place={place} withTime />
          </a>
        </p>
        <div className="comment-text">
          {comment.body.split(/\n{2,}/).map((paragraph, index) => (
            <p key={index}>
              <MixedText text={paragraph} />
            </p>
          ))}
        </div>
      </li>
    ))}
  </ol>
);
