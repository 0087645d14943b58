import { PagePart } from '#components/layout/page-part';
import { MixedText } from '#components/ui/mixed-text';
import type { PlaceInSeries } from '#lib/articles/queries';
import { paths } from '#lib/paths';
import { groupSiteWords as words } from '#lib/words/groups';

/** The ways on in a series: to the part before, and to the next. */
export const SeriesPart = ({ series, language }: { series: PlaceInSeries; language: string }) => (
  <PagePart id="series" title={words.part(series.number, series.count)}>
    <p className="meta">
      <a href={paths.series(series.slug)}>
        <MixedText text={series.name} language={language} />
      </a>{' '}
      {series.hangulName && <span lang="ko">{series.hangulName}</span>}
    </p>
    <ul className="series-ways">
      {series.previous && <Way label={words.previous} part={series.previous} rel="prev" />}
      {series.next && <Way label={words.next} part={series.next} rel="next" />}
    </ul>
  </PagePart>
);

type WayProps = { label: string; part: NonNullable<PlaceInSeries['next']>; rel: 'prev' | 'next' };

const Way = ({ label, part, rel }: WayProps) => (
  <li>
    <span className="meta">{label}</span>
    <a href={paths.article(part.slug)} rel={rel} lang={part.language === 'ko' ? 'ko' : undefined}>
      <MixedText text={part.headline} language={part.language} />
    </a>
  </li>
);
