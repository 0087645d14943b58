import { PagePart } from '#components/layout/page-part';
import { MixedText } from '#components/ui/mixed-text';
import { Moment } from '#components/ui/moment';
import type { Correction } from '#lib/corrections/queries';
import type { Place } from '#lib/dates';
import { correctionWords } from '#lib/words/corrections';

type Props = { corrections: Correction[]; language: string; place: Place };

/** What was wrong in an article, under it, the newest first; in its language, and so are the dates. */
export function Corrections({ corrections, language, place }: Props) {
  if (corrections.length === 0) return null;
  const { heading } = correctionWords(language);
  return (
    <PagePart id="corrections" title={<MixedText text={heading} language={place.language} />}>
      <ul className="corrections" lang={language}>
        {corrections.map(({ id, body, correctedAt }) => (
          <li key={id}>
            <p className="meta">
              <Moment at={correctedAt} place={{ ...place, language }} />
            </p>
            <p className="correction-text">
              <MixedText text={body} language={language} />
            </p>
          </li>
        ))}
      </ul>
    </PagePart>
  );
}
