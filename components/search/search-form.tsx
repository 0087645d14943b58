import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { paths } from '#lib/paths';
import { searchWords as words } from '#lib/words/search';

type Props = { q: string; error?: string };

/** Asks for words to look for. A plain form: what it finds has an address. */
export const SearchForm = ({ q, error }: Props) => (
  <search>
    <form action={paths.search} className="search-form">
      <Field
        label={words.label}
        name="q"
        type="search"
        defaultValue={q}
        hint={words.hint}
        error={error}
        maxLength={100}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={q === '' || error !== undefined}
      />
      <Button type="submit">{words.send}</Button>
    </form>
  </search>
);
