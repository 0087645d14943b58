import './history.css';
import Link from 'next/link';
import type { EventInHistory, getHistory, RevisionInHistory } from '#lib/articles/revisions/queries';
import { formatBriefly, formatMoment, formatTime, isoInZone, isSameDay, type Place } from '#lib/dates';
import { paths } from '#lib/paths';
import { correctingWords } from '#lib/words/corrections';
import { comparisonWords, historyWords as words } from '#lib/words/revisions';

type History = NonNullable<Awaited<ReturnType<typeof getHistory>>>;
type Props = { history: History; shown: string | undefined; place: Place; now: Date };

/** Revisions and what happened between, the newest first. A revision leads to what it changed. */
export function HistoryList({ history, shown, place, now }: Props) {
  const { article, revisions, events, older, newer } = history;
  const address = (newest: number | null, to?: string) => {
    const given = { ...(newest && { newest: String(newest) }), ...(to && { to }) };
    return `${paths.desk.revisions(article.id)}?${new URLSearchParams(given)}${to ? '#shown' : ''}`;
  };
  const here = newer ? (revisions[0]?.number ?? null) : null;
  return (
    <section className="history-list" aria-labelledby="versions">
      <h2 id="versions">{words.versions}</h2>
      <ol>
        {entriesOf(revisions, events).map((entry) =>
          'kind' in entry ? (
            <li key={entry.id} className="history-event">
              <Event event={entry} place={place} now={now} />
            </li>
          ) : (
            <li key={entry.id} className="history-revision">
              <Link
                href={address(here, entry.id)}
                aria-current={entry.id === shown || undefined}
                prefetch={false}
                scroll={false}
              >
                <Revision revision={entry} place={place} now={now} />
              </Link>
            </li>
          ),
        )}
      </ol>
      {(older || newer) && (
        <nav className="list-pages" aria-label={words.pages}>
          {newer ? (
            <Link href={address(newer)} rel="prev" prefetch={false}>
              ← {words.newer}
            </Link>
          ) : (
            <span />
          )}
          {older ? (
            <Link href={address(older)} rel="next" prefetch={false}>
              {words.older} →
            </Link>
          ) : (
            <span />
          )}
        </nav>
      )}
    </section>
  );
}

function entriesOf(revisions: RevisionInHistory[], events: EventInHistory[]): (RevisionInHistory | EventInHistory)[] {
  const timeOf = (entry: RevisionInHistory | EventInHistory) =>
    ('kind' in entry ? entry.createdAt : entry.savedAt).getTime();
  // what happened with a revision stands above it also when both are of the same moment
  return [...events, ...revisions].toSorted((one, other) => timeOf(other) - timeOf(one));
}

function Revision({ revision, place, now }: { revision: RevisionInHistory; place: Place; now: Date }) {
  const { number, name, by, added, removed, isSame, before } = revision;
  return (
    <>
      <span className="history-name">
        {name ? words.versionNamed(number, name) : words.version(number)}
        <Badges revision={revision} />
      </span>
      <span className="row-meta">
        {by ?? words.somebody}, <Span from={revision.createdAt} to={revision.savedAt} place={place} now={now} />
      </span>
      <span className="row-meta">
        {before === null
          ? words.begun
          : added + removed > 0
            ? comparisonWords.size(added, removed)
            : isSame
              ? comparisonWords.size(0, 0)
              : words.formatting}
      </span>
    </>
  );
}

function Badges({ revision }: { revision: RevisionInHistory }) {
  const badges = [
    revision.isLive && words.badges.live,
    revision.isScheduled && words.badges.scheduled,
    revision.isDraft && words.badges.draft,
    revision.isAside && revision.name === null && words.badges.aside,
  ].filter((badge) => typeof badge === 'string');
  return badges.map((badge) => (
    <span key={badge} className="tag">
      {badge}
    </span>
  ));
}

/** From when until when it was written, in few words. */
function Span({ from, to, place, now }: { from: Date; to: Date; place: Place; now: Date }) {
  const [begun, ended] = [brief(from, place, now), brief(to, place, now)];
  const end = isSameDay(from, to, place.timeZone) ? formatTime(to, place) : ended;
  return (
    <time dateTime={isoInZone(to, place.timeZone)} title={formatMoment(to, place)}>
      {begun === ended ? begun : words.fromTo(begun, end)}
    </time>
  );
}

/** '09:30' today, else '21 Nov, 09:30'. */
const brief = (at: Date, place: Place, now: Date): string =>
  isSameDay(at, now, place.timeZone)
    ? formatTime(at, place)
    : `${formatBriefly(at, place, now)}, ${formatTime(at, place)}`;

function Event({ event, place, now }: { event: EventInHistory; place: Place; now: Date }) {
  const { kind, detail, by, createdAt } = event;
  const said = words.events[kind];
  return (
    <>
      <span>{by ? words.eventBy(said, by) : said}</span>
      {detail && <span className="history-detail">{detailOf(kind, detail, place)}</span>}
      <time dateTime={isoInZone(createdAt, place.timeZone)} title={formatMoment(createdAt, place)}>
        {brief(createdAt, place, now)}
      </time>
    </>
  );
}

const ofSchedules = new Set<EventInHistory['kind']>([
  'scheduled',
  'schedule_cancelled',
  'unpublish_scheduled',
  'unpublish_cancelled',
]);

/** What is kept beside the kind: a version's number, a moment and a correction that went with it, or words. */
function detailOf(kind: EventInHistory['kind'], detail: string, place: Place): string {
  if (kind === 'restored') return words.restoredFrom(detail);
  if (ofSchedules.has(kind)) {
    const [at = '', ...correction] = detail.split('\n');
    const when = words.scheduledFor(formatMoment(new Date(at), place));
    return correction.length > 0 ? `${when}. ${words.correctionDropped(correction.join('\n'))}` : when;
  }
  if (kind !== 'corrected') return detail;
  const [did = '', ...said] = detail.split('\n');
  return `${correctingWords.did[did] ?? did}: ${said.join('\n')}`;
}
