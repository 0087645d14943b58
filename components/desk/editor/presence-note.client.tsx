'use client';

import { buttonClass } from '#components/ui/button';
import type { WindowPresent } from '#lib/articles/presence';
import { formatMoment } from '#lib/dates';
import { savingWords as words } from '#lib/words/saving';

type Props = {
  userId: string;
  writer: WindowPresent | null;
  others: WindowPresent[];
  isWriter: boolean;
  /** When words were written here that wait in this browser. ISO 8601. */
  keptAt: string | undefined;
  timeZone: string;
  onTake: () => void;
};

/** Who else has the article open; and, where somebody else writes it, how to take over. */
export function PresenceNote({ userId, writer, others, isWriter, keptAt, timeZone, onTake }: Props) {
  if (isWriter || !writer) {
    const names = [...new Set(others.filter((person) => person.userId !== userId).map(({ name }) => name))];
    return names.length > 0 && <p className="editor-presence">{words.alsoHere(names)}</p>;
  }
  const isSelf = writer.userId === userId;
  return (
    <div className="note editor-kept" role="status">
      <p>{isSelf ? words.openElsewhere : words.writtenBy(writer.name)}</p>
      {keptAt && <p>{words.keptHere(formatMoment(new Date(keptAt), { timeZone, language: 'en' }))}</p>}
      <button type="button" className={buttonClass({ small: true })} onClick={onTake}>
        {isSelf ? words.writeHere : words.takeOver}
      </button>
    </div>
  );
}
