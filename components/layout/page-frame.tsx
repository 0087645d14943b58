import type { ReactNode } from 'react';
import { Footer } from '#components/layout/footer';
import { Masthead } from '#components/layout/masthead';
import { fittedFontPath, hangulLetters } from '#lib/fonts/fitted';

type Props = {
  masthead?: 'full' | 'slim';
  /** The page's own path, where its 'Follow us' form comes back to; null for pages without one. */
  followFrom?: string | null;
  /** The form has just been sent: its receipt stands in its place. */
  hasFollowed?: boolean;
  /** Headlines of the page: the Hangul in them gets a font of exactly those letters. */
  headlines?: string[];
  className?: string;
  children: ReactNode;
};

/** What stands around every reader's page. */
export function PageFrame({
  masthead = 'slim',
  followFrom = null,
  hasFollowed = false,
  headlines = [],
  className,
  children,
}: Props) {
  const hangul = hangulLetters(headlines);
  return (
    <>
      <Masthead size={masthead} />
      <main id="text" className={className}>
        {children}
      </main>
      <Footer followFrom={followFrom} hasFollowed={hasFollowed} />
      {/* at the end: the page is drawn with the system's Hangul first, and does not wait */}
      {hangul && <link rel="stylesheet" href={fittedFontPath('headline', hangul, 'css')} />}
    </>
  );
}
