'use client';

import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { TimeZoneField } from '#components/desk/time-zone-field';
import { Button } from '#components/ui/button';
import { Field, SelectField } from '#components/ui/field';
import { errorOf, wordOf } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { changeSettingsAction, removeSampleAction, restoreSampleAction } from '#lib/settings/actions';
import type { Publication } from '#lib/settings/queries';
import { accents, languages } from '#lib/settings/rules';
import { deskWords } from '#lib/words/desk';

const words = deskWords.settings;
const labels = deskWords.setUp;
const here = paths.desk.settings;

/** What the publication is called and how it looks. */
export function SettingsForm({ publication, timeZones }: { publication: Publication; timeZones: string[] }) {
  const [state, act, isPending] = useDeskAction(changeSettingsAction, here);
  const given = (name: keyof Publication) => ({
    name,
    defaultValue: wordOf(state, name, String(publication[name] ?? '')),
    error: errorOf(state, name),
  });
  return (
    <form action={act} className="stack" noValidate>
      <Outcome state={state} done={words.saved} />
      <div className="pair">
        <Field label={labels.name} required autoComplete="off" {...given('name')} />
        <Field label={labels.hangulName} lang="ko" autoComplete="off" {...given('hangulName')} />
      </div>
      <Field label={words.tagline} hint={words.taglineHint} autoComplete="off" {...given('tagline')} />
      <div className="pair">
        <SelectField
          label={labels.language}
          hint={labels.languageHint}
          {...given('language')}
          defaultValue={wordOf(state, 'language', publication.articleLanguage)}
        >
          {languages.map((language) => (
            <option key={language} value={language}>
              {labels.languages[language]}
            </option>
          ))}
        </SelectField>
        <TimeZoneField
          zones={withCurrent(timeZones, publication.timeZone)}
          hint={labels.timeZoneHint}
          {...given('timeZone')}
        />
      </div>
      <Field
        label={labels.contactEmail}
        type="email"
        required
        autoComplete="email"
        hint={labels.contactEmailHint}
        {...given('contactEmail')}
      />
      <fieldset className="accents">
        <legend className="field-label">{words.accent}</legend>
        {accents.map((accent) => (
          <label key={accent} className="accent-choice" data-accent={accent}>
            <input type="radio" name="accent" value={accent} defaultChecked={given('accent').defaultValue === accent} />
            <span className="accent-sample">{words.accentSample}</span>
            <span>{words.accents[accent]}</span>
          </label>
        ))}
      </fieldset>
      <Button type="submit" disabled={isPending}>
        {deskWords.save}
      </Button>
    </form>
  );
}

/** Takes the sample magazine away, or puts it back within the day. `until` says how long that goes. */
export function SampleForm({ articles, until }: { articles: number; until: string | null }) {
  const [removed, remove, isRemoving] = useDeskAction(removeSampleAction, here);
  const [restored, restore, isRestoring] = useDeskAction(restoreSampleAction, here);
  if (until) {
    return (
      <form action={restore} className="stack">
        <Outcome state={restored} />
        <p>{words.sampleRemoved(until)}</p>
        <Button type="submit" variant="quiet" disabled={isRestoring}>
          {words.restoreSample}
        </Button>
      </form>
    );
  }
  if (articles === 0) return <p>{words.sampleGone}</p>;
  return (
    <form action={remove} className="stack">
      <Outcome state={removed} />
      <p>
        {words.sampleThere(articles)} {words.removeSampleHint}
      </p>
      <Button type="submit" variant="danger" disabled={isRemoving}>
        {words.removeSample}
      </Button>
    </form>
  );
}

/** A zone can have been renamed since it was chosen; it stays a choice. */
const withCurrent = (zones: string[], current: string): string[] =>
  zones.includes(current) ? zones : [current, ...zones];
