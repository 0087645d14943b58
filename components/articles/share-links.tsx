import { mailLink, shareLinks } from '#lib/share-links';
import { absolute } from '#lib/site';
import { quoteWords } from '#lib/words/quotes';
import { siteWords } from '#lib/words/site';

const words = siteWords.share;

type Props = {
  path: string;
  headline: string;
  /** Where a sentence of it is made a card. */
  quoting?: string;
};

/**
 * Ways to take an article elsewhere. The two buttons need share-links.enhance.ts and stay hidden until it runs; where there
 * are scripts their room is kept. The one that not every browser has comes last, where its room is not seen.
 */
export function ShareLinks({ path, headline, quoting }: Props) {
  const address = absolute(path);
  return (
    <ul className="share" data-share={address} data-share-title={headline}>
      <li hidden>
        <button type="button" data-share-copy data-done={words.copied} data-failed={words.notCopied}>
          {words.copy}
        </button>
        <span role="status" className="share-status" />
      </li>
      <li>
        <a href={mailLink(address, headline)}>{words.mail}</a>
      </li>
      {shareLinks(address, headline).map(({ name, href }) => (
        <li key={name}>
          <a href={href} rel="noopener nofollow">
            {name}
          </a>
        </li>
      ))}
      {quoting && (
        <li>
          <a href={quoting}>{quoteWords.share}</a>
        </li>
      )}
      <li hidden>
        <button type="button" data-share-native>
          {words.native}
        </button>
      </li>
    </ul>
  );
}
