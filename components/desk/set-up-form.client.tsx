'use client';

import { useEffect, useState } from 'react';
import { Outcome, useFormAction } from '#components/desk/desk-action.client';
import { TimeZoneField } from '#components/desk/time-zone-field';
import { Button } from '#components/ui/button';
import { Field, SelectField } from '#components/ui/field';
import { errorOf, wordOf } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { setUpAction, setUpByLinkAction } from '#lib/settings/actions';
import type { Publication } from '#lib/settings/queries';
import { languages } from '#lib/settings/rules';
import { deskWords } from '#lib/words/desk';

const words = deskWords.setUp;

type Props = {
  /** The owner's link; without one the owner is signed in. */
  token?: string;
  timeZones: string[];
  publication: Pick<Publication, 'name' | 'hangulName' | 'articleLanguage'>;
};

/** The owner's first page. */
export function SetUpForm({ token, timeZones, publication }: Props) {
  const [state, act, isPending] = useFormAction(
    token ? setUpByLinkAction : setUpAction,
    token ? paths.signInLink(token) : paths.desk.welcome,
  );
  useEffect(() => {
    if (state.status === 'failed') document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);
  const [suggested, suggest] = useState<string>();
  const usual = timeZones.includes('Asia/Seoul') ? 'Asia/Seoul' : 'UTC';
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const select = document.querySelector<HTMLSelectElement>('select[name="timeZone"]');
    // What was chosen before this script ran is not a matter of suggestions. Set here and not by drawing: what is chosen
    // before that is done would be lost.
    if (!timeZones.includes(zone) || select?.value !== usual) return;
    select.value = zone;
    suggest(zone);
  }, [timeZones, usual]);

  return (
    <form action={act} className="stack set-up" noValidate>
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <Outcome state={state} />
      {token && <input type="hidden" name="token" value={token} />}
      <fieldset>
        <legend>{words.publication}</legend>
        <Field
          label={words.name}
          name="name"
          required
          autoComplete="off"
          defaultValue={wordOf(state, 'name', publication.name)}
          error={errorOf(state, 'name')}
        />
        <Field
          label={words.hangulName}
          name="hangulName"
          lang="ko"
          autoComplete="off"
          hint={words.hangulNameHint}
          defaultValue={wordOf(state, 'hangulName', publication.hangulName)}
          error={errorOf(state, 'hangulName')}
        />
        <div className="pair">
          <SelectField
            label={words.language}
            hint={words.languageHint}
            name="language"
            defaultValue={wordOf(state, 'language', publication.articleLanguage)}
            error={errorOf(state, 'language')}
          >
            {languages.map((language) => (
              <option key={language} value={language}>
                {words.languages[language]}
              </option>
            ))}
          </SelectField>
          <TimeZoneField
            zones={timeZones}
            defaultValue={wordOf(state, 'timeZone', usual)}
            hint={suggested ? words.suggested(suggested) : words.timeZoneHint}
            error={errorOf(state, 'timeZone')}
          />
        </div>
        <Field
          label={words.contactEmail}
          name="contactEmail"
          type="email"
          required
          autoComplete="email"
          hint={words.contactEmailHint}
          defaultValue={wordOf(state, 'contactEmail')}
          error={errorOf(state, 'contactEmail')}
        />
      </fieldset>
      <fieldset>
        <legend>{words.owner}</legend>
        <Field
          label={words.ownerName}
          name="ownerName"
          required
          autoComplete="name"
          hint={words.ownerNameHint}
          defaultValue={wordOf(state, 'ownerName')}
          error={errorOf(state, 'ownerName')}
        />
        <Field
          label={words.ownerEmail}
          name="ownerEmail"
          type="email"
          required
          autoComplete="email"
          hint={words.ownerEmailHint}
          defaultValue={wordOf(state, 'ownerEmail')}
          error={errorOf(state, 'ownerEmail')}
        />
      </fieldset>
      <fieldset>
        <legend>{words.sample}</legend>
        {(['keep', 'remove'] as const).map((choice) => (
          <label className="choice" key={choice}>
            <input
              type="radio"
              name="sample"
              value={choice}
              defaultChecked={wordOf(state, 'sample', 'keep') === choice}
            />
            {choice === 'keep' ? words.keepSample : words.removeSample}
          </label>
        ))}
        <p className="field-hint">{words.sampleHint}</p>
      </fieldset>
      <Button type="submit" disabled={isPending}>
        {words.start}
      </Button>
    </form>
  );
}
