'use client';

import { useState } from 'react';
import { ShareTextFields } from '#components/desk/editor/share-text-fields.client';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { isWebAddress } from '#lib/articles/checks/publish-check';
import type { Body } from '#lib/body/body';
import { detailsWords as words } from '#lib/words/details';
import { sharePreviewWords } from '#lib/words/share-previews';
import type { DraftFields } from './article-editor.client.tsx';

type Props = {
  fields: DraftFields;
  errors: Record<string, string>;
  body: () => Body;
  /** Shows how a link to the article will look elsewhere. */
  onPreviews: () => void;
  onChange: (change: Partial<DraftFields>) => void;
};

/** What search engines and previews of a link say, where that is not what the page says. */
export function SharingFields({ fields, errors, body, onPreviews, onChange }: Props) {
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
      <ShareTextFields place="editor" fields={fields} errors={errors} body={body} onChange={onChange} />
      <p>
        <Button variant="quiet" small onClick={onPreviews}>
          {sharePreviewWords.open}
        </Button>
      </p>
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
