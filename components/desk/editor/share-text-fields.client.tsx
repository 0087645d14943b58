'use client';

import { ShareImageFields } from '#components/desk/editor/share-image-fields.client';
import { Field } from '#components/ui/field';
import type { Body } from '#lib/body/body';
import { detailsWords as words } from '#lib/words/details';
import type { DraftFields } from './article-editor.client.tsx';

type Props = {
  /** Where these fields stand: beside the text, or beside previews. */
  place: 'editor' | 'previews';
  fields: DraftFields;
  errors: Record<string, string>;
  body: () => Body;
  onChange: (change: Partial<DraftFields>) => void;
};

/** From how many characters on most previews of a link cut what they show. */
const most = { headline: 70, text: 200 };

/** Headline, text and image of a preview of a link, where they are not those of the page. */
export function ShareTextFields({ place, fields, errors, body, onChange }: Props) {
  return (
    <>
      <Field
        id={`${place}-shareHeadline`}
        name="shareHeadline"
        label={words.shareHeadline}
        lang={fields.language}
        error={errors.shareHeadline}
        hint={<Counted hint={words.shareHeadlineHint} text={fields.shareHeadline} most={most.headline} />}
        placeholder={fields.headline}
        value={fields.shareHeadline}
        autoComplete="off"
        onChange={(event) => onChange({ shareHeadline: event.target.value })}
      />
      <Field
        id={`${place}-shareText`}
        name="shareText"
        label={words.shareText}
        lang={fields.language}
        rows={3}
        error={errors.shareText}
        hint={<Counted hint={words.shareTextHint} text={fields.shareText} most={most.text} />}
        placeholder={fields.standfirst}
        value={fields.shareText}
        onChange={(event) => onChange({ shareText: event.target.value })}
      />
      <ShareImageFields place={place} fields={fields} errors={errors} body={body} onChange={onChange} />
    </>
  );
}

/** How long a text is, as a person counts. */
function Counted({ hint, text, most: limit }: { hint: string; text: string; most: number }) {
  const count = [...new Intl.Segmenter().segment(text)].length;
  return (
    <>
      {hint}
      {count > 0 && (
        <span className="counter" data-long={count > limit ? '' : undefined}>
          {count > limit ? words.tooLong(count, limit) : words.count(count, limit)}
        </span>
      )}
    </>
  );
}
