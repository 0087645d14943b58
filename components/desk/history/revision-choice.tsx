import { Button } from '#components/ui/button';
import { paths } from '#lib/paths';
import { historyWords as words } from '#lib/words/revisions';

type Props = {
  articleId: string;
  newest: number | null;
  shown: string;
  /** What it is compared with now; null for the version before it. */
  earlier: string | null;
  choices: { id: string; number: number; name: string | null; at: string }[];
};

/** With which version the one that is shown is compared: a plain form, which changes the address. */
export function RevisionChoice({ articleId, newest, shown, earlier, choices }: Props) {
  if (choices.length < 2) return null;
  return (
    <form className="history-choice" action={`${paths.desk.revisions(articleId)}#shown`} method="get">
      {newest !== null && <input type="hidden" name="newest" value={newest} />}
      <input type="hidden" name="to" value={shown} />
      <label className="field-label" htmlFor="history-from">
        {words.comparedWith}
      </label>
      <select
        key={`${shown} ${earlier}`}
        id="history-from"
        name="from"
        className="field-input"
        defaultValue={earlier ?? ''}
      >
        <option value="">{words.before}</option>
        {choices
          .filter(({ id }) => id !== shown)
          .map(({ id, number, name, at }) => (
            <option key={id} value={id}>
              {`${name ? words.versionNamed(number, name) : words.version(number)}, ${at}`}
            </option>
          ))}
      </select>
      <Button type="submit" variant="quiet">
        {words.compare}
      </Button>
    </form>
  );
}
