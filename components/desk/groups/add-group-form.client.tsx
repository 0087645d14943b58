'use client';

import { useEffect, useRef } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { GroupFields } from '#components/desk/groups/group-fields.client';
import { Button } from '#components/ui/button';
import { addGroupAction } from '#lib/groups/actions';
import type { GroupKind } from '#lib/groups/rules';
import { paths } from '#lib/paths';
import { kindWords, groupWords as words } from '#lib/words/groups';

/** Adds a section, topic or series after the others. */
export function AddGroupForm({ kind }: { kind: GroupKind }) {
  const [state, act, isPending] = useDeskAction(addGroupAction, paths.desk.groups(kind));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // the next can be named; and where the list has pushed the form away, it comes into sight again
    if (state.status === 'done') form.current?.querySelector<HTMLElement>('input[name="name"]')?.focus();
  }, [state]);
  return (
    <form ref={form} action={act} className="stack" noValidate>
      <Outcome state={state} done={({ name }) => words.added(name)} />
      <input type="hidden" name="kind" value={kind} />
      <GroupFields state={state} />
      <Button type="submit" disabled={isPending}>
        {kindWords[kind].addButton}
      </Button>
    </form>
  );
}
