'use client';

import type { ReactNode } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { GroupFields } from '#components/desk/groups/group-fields.client';
import { Button } from '#components/ui/button';
import { changeGroupAction } from '#lib/groups/actions';
import type { GroupAtDesk } from '#lib/groups/desk-queries';
import type { GroupKind } from '#lib/groups/rules';
import { paths } from '#lib/paths';
import { deskWords } from '#lib/words/desk';
import { groupWords as words } from '#lib/words/groups';

type Props = { kind: GroupKind; group: GroupAtDesk; children: ReactNode };

/** Names and address of one, to change; `children` is what else can be done to it. */
export function ChangeGroup({ kind, group, children }: Props) {
  // Each has an address of its own, by which a post without script finds back to it and to no other.
  const [state, change, isPending] = useDeskAction(changeGroupAction, `${paths.desk.groups(kind)}#group-${group.id}`);
  return (
    <details className="row-more" open={state.status !== 'idle' || undefined}>
      <summary className="button button-quiet button-small">{words.change}</summary>
      <div className="group-more">
        <form action={change} className="stack" noValidate aria-busy={isPending}>
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="id" value={group.id} />
          <GroupFields state={state} group={group} />
          <Outcome state={state} done={({ name }) => words.changed(name)} />
          <Button type="submit" small disabled={isPending}>
            {deskWords.save}
          </Button>
        </form>
        {children}
      </div>
    </details>
  );
}
