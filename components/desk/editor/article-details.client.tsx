'use client';

import { CorrectionsField } from '#components/desk/corrections/corrections-field.client';
import { BylineField } from '#components/desk/editor/byline-field.client';
import { CommentingField } from '#components/desk/editor/commenting-field.client';
import { SharingFields } from '#components/desk/editor/sharing-fields.client';
import { TopicsField } from '#components/desk/editor/topics-field.client';
import { TranslationField } from '#components/desk/editor/translation-field.client';
import { Field, SelectField } from '#components/ui/field';
import type { ChoicesForDesk } from '#lib/articles/desk-queries';
import { canSetCommenting, type Language, languages } from '#lib/articles/rules';
import { slugOf } from '#lib/articles/slugs';
import type { User } from '#lib/auth/roles';
import type { Body } from '#lib/body/body';
import { canCorrect } from '#lib/corrections/rules';
import { canArrangeGroups } from '#lib/groups/rules';
import { paths } from '#lib/paths';
import { detailsWords as details } from '#lib/words/details';
import { editorWords as words } from '#lib/words/editor';
import type { DraftFields, OpenArticle } from './article-editor.client.tsx';

type Props = {
  user: User;
  article: OpenArticle;
  choices: ChoicesForDesk;
  fields: DraftFields;
  errors: Record<string, string>;
  disabled: boolean;
  /** The text as it is written. */
  body: () => Body;
  /** Shows how a link to the article will look elsewhere. */
  onPreviews: () => void;
  onChange: (change: Partial<DraftFields>) => void;
};

/** What goes with the text: where it is found, where it belongs, by whom, in which language; what was corrected in it. */
export function ArticleDetails({
  user,
  article,
  choices,
  fields,
  errors,
  disabled,
  body,
  onPreviews,
  onChange,
}: Props) {
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
      <TopicsField
        topics={choices.topics}
        chosen={fields.topicIds}
        mayCreate={canArrangeGroups(user)}
        onChange={(topicIds) => onChange({ topicIds })}
      />
      <SelectField
        name="seriesId"
        label={details.series}
        error={errors.seriesId}
        hint={seriesHint(article.id, choices.series.find(({ id }) => id === fields.seriesId)?.parts)}
        value={fields.seriesId ?? ''}
        onChange={(event) => onChange({ seriesId: event.target.value || null })}
      >
        <option value="">{details.noSeries}</option>
        {choices.series.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
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
      <TranslationField
        articleId={article.id}
        language={fields.language}
        value={fields.translationOf}
        original={article.original}
        onChange={(translationOf) => onChange({ translationOf })}
      />
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
      <SharingFields body={body} onPreviews={onPreviews} fields={fields} errors={errors} onChange={onChange} />
      <CommentingField
        articleId={article.id}
        commenting={article.commenting}
        disabled={!canSetCommenting(user, article.standing)}
      />
      {article.standing.wasPublic && (
        <CorrectionsField
          articleId={article.id}
          corrections={article.corrections}
          today={article.today}
          mayCorrect={canCorrect(user, article.standing)}
        />
      )}
    </fieldset>
  );
}

/** Which part of its series it is, or will be; nothing without a series. */
function seriesHint(articleId: string, parts: string[] | undefined): string | undefined {
  if (!parts) return undefined;
  const at = parts.indexOf(articleId);
  return at < 0 ? details.seriesNext(parts.length) : details.seriesPart(at + 1, parts.length);
}
