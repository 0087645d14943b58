'use client';

import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { errorOf, type FormState, wordOf } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import { addSectionAction, changeSectionAction, moveSectionAction, removeSectionAction } from '#lib/sections/actions';
import type { SectionAtDesk } from '#lib/sections/desk-queries';
import { deskWords } from '#lib/words/desk';

const words = deskWords.sections;
const here = paths.desk.sections;

/** One section in the order of the navigation. */
export function SectionRow({
  section,
  isFirst,
  isLast,
}: {
  section: SectionAtDesk;
  isFirst: boolean;
  isLast: boolean;
}) {
  // Each row has an address of its own, by which a post without script finds back to it and to no other.
  const id = `section-${section.id}`;
  const row = `${here}#${id}`;
  const [changed, change, isChanging] = useDeskAction(changeSectionAction, row);
  const [moved, move, isMoving] = useDeskAction(moveSectionAction, row);
  const [removed, remove, isRemoving] = useDeskAction(removeSectionAction, row);
  return (
    <li id={id} className="row" aria-busy={isChanging || isMoving || isRemoving}>
      <div className="row-body">
        <p className="row-line">
          <strong>{section.name}</strong>
          {section.hangulName && <span lang="ko">{section.hangulName}</span>}
          <span className="tag tag-quiet">{words.articles(section.articles)}</span>
        </p>
        <p className="row-meta">
          <a href={paths.section(section.slug)}>/sections/{section.slug}</a>
          {section.description && ` · ${section.description}`}
        </p>
        <Outcome state={changed} done={({ name }) => words.changed(name)} />
        <Outcome state={moved} />
        <Outcome state={removed} />
      </div>
      <form action={move} className="row-move">
        <input type="hidden" name="sectionId" value={section.id} />
        <Button
          type="submit"
          variant="quiet"
          small
          name="direction"
          value="up"
          disabled={isFirst || isMoving}
          aria-label={words.up(section.name)}
        >
          ↑
        </Button>
        <Button
          type="submit"
          variant="quiet"
          small
          name="direction"
          value="down"
          disabled={isLast || isMoving}
          aria-label={words.down(section.name)}
        >
          ↓
        </Button>
      </form>
      <details className="row-more" open={changed.status === 'failed' || undefined}>
        <summary className="button button-quiet button-small">{words.change}</summary>
        <div className="row-more-body">
          <form action={change} className="stack" noValidate>
            <input type="hidden" name="sectionId" value={section.id} />
            <SectionFields state={changed} section={section} />
            <p className="field-hint">{words.addressStays}</p>
            <Button type="submit" small disabled={isChanging}>
              {deskWords.save}
            </Button>
          </form>
          {section.articles === 0 && (
            <form action={remove}>
              <input type="hidden" name="sectionId" value={section.id} />
              <Button type="submit" variant="danger" small disabled={isRemoving}>
                {words.remove}
              </Button>
            </form>
          )}
        </div>
      </details>
    </li>
  );
}

/** Adds a section after the others. */
export function AddSectionForm() {
  const [state, act, isPending] = useDeskAction(addSectionAction, here);
  return (
    <form action={act} className="stack" noValidate>
      <Outcome state={state} done={({ name }) => words.added(name)} />
      <SectionFields state={state} />
      <Button type="submit" disabled={isPending}>
        {words.addButton}
      </Button>
    </form>
  );
}

function SectionFields({ state, section }: { state: FormState<unknown>; section?: SectionAtDesk }) {
  return (
    <>
      <div className="pair">
        <Field
          label={words.name}
          name="name"
          required
          autoComplete="off"
          defaultValue={wordOf(state, 'name', section?.name)}
          error={errorOf(state, 'name')}
        />
        <Field
          label={words.hangulName}
          name="hangulName"
          lang="ko"
          autoComplete="off"
          defaultValue={wordOf(state, 'hangulName', section?.hangulName ?? '')}
          error={errorOf(state, 'hangulName')}
        />
      </div>
      <Field
        label={words.description}
        name="description"
        autoComplete="off"
        hint={words.descriptionHint}
        defaultValue={wordOf(state, 'description', section?.description)}
        error={errorOf(state, 'description')}
      />
    </>
  );
}
