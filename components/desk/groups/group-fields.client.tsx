'use client';

import { Field } from '#components/ui/field';
import { errorOf, type FormState, wordOf } from '#lib/forms/form-state';
import type { GroupAtDesk } from '#lib/groups/desk-queries';
import { groupWords as words } from '#lib/words/groups';

/** What a section, topic or series is called, and where it is found. */
export function GroupFields({ state, group }: { state: FormState<unknown>; group?: GroupAtDesk }) {
  return (
    <>
      <div className="pair">
        <Field
          label={words.name}
          name="name"
          required
          autoComplete="off"
          defaultValue={wordOf(state, 'name', group?.name)}
          error={errorOf(state, 'name')}
        />
        <Field
          label={words.hangulName}
          name="hangulName"
          lang="ko"
          autoComplete="off"
          defaultValue={wordOf(state, 'hangulName', group?.hangulName ?? '')}
          error={errorOf(state, 'hangulName')}
        />
      </div>
      <Field
        label={words.description}
        name="description"
        autoComplete="off"
        hint={words.descriptionHint}
        defaultValue={wordOf(state, 'description', group?.description)}
        error={errorOf(state, 'description')}
      />
      <Field
        label={words.address}
        name="slug"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint={group ? words.addressChanges : words.addressHint}
        defaultValue={wordOf(state, 'slug', group?.slug)}
        error={errorOf(state, 'slug')}
      />
    </>
  );
}
