'use client';

import './pings.css';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { errorOf, wordOf } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { changePingsAction } from '#lib/pings/actions';
import { pingWords as words } from '#lib/words/pings';

/** Who is told of what is published. */
export function PingsForm({
  hubs,
  indexNow,
  isReachable,
}: {
  hubs: string[];
  indexNow: boolean;
  isReachable: boolean;
}) {
  const [state, act, isPending] = useDeskAction(changePingsAction, paths.desk.settings);
  const wasRefused = state.status === 'failed';
  return (
    <form action={act} className="stack" noValidate>
      <Outcome state={state} done={words.saved} />
      <p>{words.lead}</p>
      {!isReachable && <p>{words.notReachable}</p>}
      <Field
        label={words.hubs}
        name="hubs"
        rows={3}
        hint={words.hubsHint}
        spellCheck={false}
        autoCapitalize="none"
        defaultValue={wordOf(state, 'hubs', hubs.join('\n'))}
        error={errorOf(state, 'hubs')}
      />
      <label className="ping-choice">
        <input
          type="checkbox"
          name="indexNow"
          aria-describedby="index-now-hint"
          defaultChecked={wasRefused ? wordOf(state, 'indexNow', '') === 'on' : indexNow}
        />
        <span>{words.indexNow}</span>
      </label>
      <p className="field-hint" id="index-now-hint">
        {words.indexNowHint}
      </p>
      <Button type="submit" disabled={isPending}>
        {words.save}
      </Button>
    </form>
  );
}
