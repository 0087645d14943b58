'use client';

import { useState } from 'react';
import { ShareImageFields } from '#components/desk/editor/share-image-fields.client';
import { Field } from '#components/ui/field';
import { isWebAddress } from '#lib/articles/checks/publish-check';
import type { Body } from '#lib/body/body';
import { detailsWords as words } from '#lib/words/details';
import type { DraftFields } from './article-editor.client.tsx';

type Props = {
  fields: DraftFields;
  errors: Record<string, string>;
  body: () => Body;
  onChange: (change: Partial<DraftFields>) => void;
};

/** From how many characters on most previews of a link cut what they show. */
const most = { headline: 70, text: 200 };

/** What search engines and previews of a link say, where that is not what the page says. */
export function SharingFields({ fields, errors, body, onChange }: Props) {
  const [isAsked, setAsked] = useState(false);
  const wrong = isAsked && !isWebAddress(fields.canonicalUrl.trim()) ? words.canonicalWrong : undefined;
  const isUsed =
    fields.canonicalUrl !== '' ||
    fields.shareHeadline !== '' ||
    fields.shareText !== '' ||
    fields.shareLayout !== 'picture';
  const isRefused = Boolean(
    errors.canonicalUrl || errors.shareHeadline || errors.shareText || errors.shareQuote || errors.shareLayout,
  );
  const [wasUsed] = useState(isUsed);
  return (
    <details className="details-more" open={wasUsed || isRefused || undefined}>
      <summary>{words.sharing}</summary>
      <Field
        id="editor-shareHeadline"
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
        id="editor-shareText"
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
      <ShareImageFields fields={fields} errors={errors} body={body} onChange={onChange} />
      <Field
        id="editor-canonicalUrl"
        name="canonicalUrl"
        type="url"
        label={words.canonical}
        error={errors.canonicalUrl ?? wrong}
        hint={words.canonicalHint}
        placeholder="https://"
        value={fields.canonicalUrl}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange({ canonicalUrl: event.target.value })}
        onBlur={() => setAsked(true)}
      />
    </details>
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
