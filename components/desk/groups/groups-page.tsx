import { Forbidden } from '#components/desk/forbidden';
import { AddGroupForm } from '#components/desk/groups/add-group-form.client';
import { Groups } from '#components/desk/groups/groups.client';
import { EmptyState, PageHead } from '#components/desk/page-head';
import { requireUser } from '#lib/auth/current-user';
import { listGroupsForDesk } from '#lib/groups/desk-queries';
import { canArrangeGroups, type GroupKind } from '#lib/groups/rules';
import { kindWords } from '#lib/words/groups';

/** The page at the desk of all sections, all topics or all series. */
export async function GroupsPage({ kind }: { kind: GroupKind }) {
  const words = kindWords[kind];
  const user = await requireUser();
  if (!canArrangeGroups(user)) return <Forbidden user={user} />;
  const groups = await listGroupsForDesk(user, kind);
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {groups.length === 0 ? <EmptyState>{words.empty}</EmptyState> : <Groups kind={kind} groups={groups} />}
      <section className="desk-section">
        <h2>{words.add}</h2>
        <AddGroupForm kind={kind} />
      </section>
    </>
  );
}
