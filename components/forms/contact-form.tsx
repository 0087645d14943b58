'use client';

import { useActionState } from 'react';
import { FormFrame, landingFrame } from '#components/forms/form-frame';
import { ReaderField } from '#components/forms/reader-field';
import { Button } from '#components/ui/button';
import { idle } from '#lib/forms/form-state';
import { sendMessageAction } from '#lib/messages/actions';
import { formFragments, paths } from '#lib/paths';
import { siteWords } from '#lib/words/site';

const words = siteWords.contactForm;
const fragment = formFragments.message;

/** Writes to the publication; see ContactReceipt for what follows. */
export function ContactForm() {
  const [state, action] = useActionState(sendMessageAction, idle, `${paths.contact}#${fragment}`);
  return (
    <div data-form-place={fragment} id={landingFrame(fragment, state)} className="panel" tabIndex={-1}>
      <FormFrame name="contact" action={action} state={state}>
        <div className="field-pair">
          <ReaderField
            label={words.name}
            name="name"
            state={state}
            fragment={fragment}
            autoComplete="name"
            enterKeyHint="next"
            maxLength={80}
            required
          />
          <ReaderField
            label={words.email}
            name="email"
            state={state}
            fragment={fragment}
            type="email"
            inputMode="email"
            autoComplete="email"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="next"
            maxLength={254}
            required
          />
        </div>
        <ReaderField
          label={words.subject}
          name="subject"
          state={state}
          fragment={fragment}
          enterKeyHint="next"
          maxLength={120}
          required
        />
        <ReaderField
          label={words.body}
          name="body"
          state={state}
          fragment={fragment}
          rows={9}
          enterKeyHint="enter"
          required
        />
        <Button type="submit">{words.send}</Button>
      </FormFrame>
    </div>
  );
}
