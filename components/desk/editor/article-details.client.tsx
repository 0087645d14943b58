'use client';

import { BylineField } from '#components/desk/editor/byline-field.client';
import { Field, SelectField } from '#components/ui/field';
import type { ChoicesForDesk } from '#lib/articles/desk-queries';
import { type Language, languages } from '#lib/articles/rules';
import { slugOf } from '#lib/articles/slugs';
import { paths } from '#lib/paths';
import { editorWords as words } from '#lib/words/editor';
import type { DraftFields, OpenArticle } from './article-editor.client.tsx';

type Props = {
  article: OpenArticle;
  choices: ChoicesForDesk;
  fields: DraftFields;
  errors: Record<string, string>;
  disabled: boolean;
  onChange: (change: Partial<DraftFields>) => void;
};

/** What goes with the text: where it is found, in which section, by whom, in which language. */
export function ArticleDetails({ article, choices, fields, errors, disabled, onChange }: Props) {
  return (
    <fieldset className="editor-details" disabled={disabled}>
      <SelectField
        name="sectionId"
        label={words.section}
        error={errors.sectionId}
        value={fields.sectionId ?? ''}
        onChange={(event) => onChange({ sectionId: event.target.value || null })}
      >
        <option value="">{words.noSection}</option>
        {choices.sections.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <BylineField
        authors={choices.authors}
        chosen={fields.authorIds}
        onChange={(authorIds) => onChange({ authorIds })}
      />
      <SelectField
        name="language"
        label={words.language}
        error={errors.language}
        value={fields.language}
        onChange={(event) => onChange({ language: event.target.value as Language })}
      >
        {Object.entries(languages).map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field
        id="editor-slug"
        name="slug"
        label={words.slug}
        error={errors.slug}
        hint={
          <>
            {words.slugHint(decodeURIComponent(paths.article(slugOf(fields.slug) || '…')))}
            {article.standing.wasPublic && <span className="editor-hint-line">{words.slugKept}</span>}
          </>
        }
        value={fields.slug}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => onChange({ slug: event.target.value })}
        onBlur={() => fields.slug !== slugOf(fields.slug) && onChange({ slug: slugOf(fields.slug) })}
      />
    </fieldset>
  );
}
