import type { ReactNode } from 'react';
import { FontPreloads } from '#components/layout/font-preloads';
import { Footer } from '#components/layout/footer';
import { LaterStyles } from '#components/layout/later-styles';
import { Masthead } from '#components/layout/masthead';
import { cutAhead } from '#lib/fonts/cutting';
import { fittedFontFace, fittedFontPath, hangulLetters } from '#lib/fonts/fitted';

type Props = {
  masthead?: 'full' | 'slim';
  /** The page's own path, where its 'Follow us' form comes back to; null for pages without one. */
  followFrom?: string | null;
  /** The form has just been sent: its receipt stands in its place. */
  hasFollowed?: boolean;
  /** Headlines of the page: the Hangul in them gets a font of exactly those letters. */
  headlines?: string[];
  /** Whether LaterStyles stands among `children`: before a form, or what follows an article. */
  hasLaterStyles?: boolean;
  className?: string;
  children: ReactNode;
};

/** What stands around every reader's page. */
export function PageFrame({
  masthead = 'slim',
  followFrom = null,
  hasFollowed = false,
  headlines = [],
  hasLaterStyles = false,
  className,
  children,
}: Props) {
  const hangul = hangulLetters(headlines);
  if (hangul) cutAhead('headline', hangul);
  return (
    <>
      {hangul && (
        <>
          <FontPreloads paths={[fittedFontPath('headline', hangul)]} />
          <style href="headlines" precedence="fonts">
            {fittedFontFace('headline', 'Headline Hangul', hangul, '93%')}
          </style>
        </>
      )}
      <Masthead size={masthead} />
      <main id="text" className={className}>
        {children}
      </main>
      {!hasLaterStyles && <LaterStyles />}
      <Footer followFrom={followFrom} hasFollowed={hasFollowed} />
    </>
  );
}
