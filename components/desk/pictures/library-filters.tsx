import { buttonClass } from '#components/ui/button';
import { type LibraryView, pictureFilters } from '#lib/media/library-rules';
import { paths } from '#lib/paths';
import { libraryWords as words } from '#lib/words/library';

/** What the library is narrowed to: a plain form. */
export const LibraryFilters = ({ view }: { view: LibraryView }) => (
  <search>
    <form action={paths.desk.pictures} className="library-filters">
      <input
        className="field-input"
        type="search"
        name="q"
        defaultValue={view.q}
        aria-label={words.search}
        placeholder={words.searchHint}
      />
      <select
        className="field-input"
        name="only"
        defaultValue={view.only ?? ''}
        key={view.only}
        aria-label={words.only}
      >
        <option value="">{words.all}</option>
        {pictureFilters.map((filter) => (
          <option key={filter} value={filter}>
            {words.filters[filter]}
          </option>
        ))}
      </select>
      <button type="submit" className={buttonClass({ variant: 'quiet' })}>
        {words.apply}
      </button>
    </form>
  </search>
);
