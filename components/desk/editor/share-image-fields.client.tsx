'use client';

import './share-image-fields.css';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Field, SelectField } from '#components/ui/field';
import type { Body } from '#lib/body/body';
import { pullQuotesOf } from '#lib/body/rules';
import { standsIn } from '#lib/quotes/rules';
import { shareLayouts } from '#lib/share-images/rules';
import { shareImageWords as words } from '#lib/words/share-images';
import type { DraftFields } from './article-editor.client.tsx';

type Props = {
  place: 'editor' | 'previews';
  fields: DraftFields;
  errors: Record<string, string>;
  /** The text as it is written. */
  body: () => Body;
  onChange: (change: Partial<DraftFields>) => void;
};

/** What the share image shows. A quote is a pull quote of the text or any other passage, and must stand in it word for word. */
export function ShareImageFields({ place, fields, errors, body, onChange }: Props) {
  // Looked at when somebody comes here or leaves: the text is long, and written in another field.
  const [asWritten, setAsWritten] = useState<Body>();
  const look = () => setAsWritten(body());
  const isQuote = fields.shareLayout === 'quote';
  const text = asWritten ?? body();
  const isMissing = isQuote && fields.shareQuote.trim() !== '' && !standsIn(text, fields.shareQuote);
  const offered = isQuote ? pullQuotesOf(text).filter((quote) => quote !== fields.shareQuote) : [];
  return (
    <>
      <SelectField
        name="shareLayout"
        label={words.layout}
        hint={words.layoutHints[fields.shareLayout]}
        error={errors.shareLayout}
        value={fields.shareLayout}
        onFocus={look}
        onChange={(event) => {
          const shareLayout = shareLayouts.find((layout) => layout === event.target.value) ?? 'picture';
          const isFirst = shareLayout === 'quote' && fields.shareQuote === '';
          onChange({ shareLayout, ...(isFirst && { shareQuote: pullQuotesOf(body())[0] ?? '' }) });
        }}
      >
        {shareLayouts.map((layout) => (
          <option key={layout} value={layout}>
            {words.layouts[layout]}
          </option>
        ))}
      </SelectField>
      {isQuote && (
        <>
          <Field
            id={`${place}-shareQuote`}
            name="shareQuote"
            label={words.quote}
            lang={fields.language}
            rows={3}
            error={errors.shareQuote ?? (isMissing ? words.quoteMissing : undefined)}
            hint={words.quoteHint}
            value={fields.shareQuote}
            onFocus={look}
            onChange={(event) => onChange({ shareQuote: event.target.value })}
            onBlur={look}
          />
          {offered.length > 0 && (
            <ul className="share-quotes" aria-label={words.pullQuotes}>
              {offered.map((quote) => (
                <li key={quote}>
                  <Button variant="quiet" small onClick={() => onChange({ shareQuote: quote })}>
                    {words.takeQuote(quote)}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </>
  );
}
