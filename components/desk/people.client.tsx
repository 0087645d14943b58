'use client';

import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { Field, SelectField } from '#components/ui/field';
import { type Role, roles } from '#lib/auth/roles';
import { errorOf, wordOf } from '#lib/forms/form-state';
import { paths } from '#lib/paths';
import {
  addPersonAction,
  changePersonAction,
  disablePersonAction,
  enablePersonAction,
  sendSignInLinkAction,
} from '#lib/people/actions';
import { deskWords } from '#lib/words/desk';

const words = deskWords.people;
const here = paths.desk.people;

type PersonInList = {
  id: string;
  name: string;
  email: string;
  role: Role;
  handle: string | null;
  isPublic: boolean;
  isShutOut: boolean;
  hasSignedIn: boolean;
};

/** One person: who they are, and under 'Change' what an owner can do about it. */
export function PersonRow({ person, isSelf }: { person: PersonInList; isSelf: boolean }) {
  // Each row has an address of its own, by which a post without script finds back to it and to no other.
  const id = `person-${person.id}`;
  const row = `${here}#${id}`;
  const [changed, change, isChanging] = useDeskAction(changePersonAction, row);
  const [sent, send, isSending] = useDeskAction(sendSignInLinkAction, row);
  const [disabled, disable, isDisabling] = useDeskAction(disablePersonAction, row);
  const [enabled, enable, isEnabling] = useDeskAction(enablePersonAction, row);
  const signs = [
    isSelf && words.you,
    person.isShutOut && words.shutOut,
    !person.isShutOut && !person.hasSignedIn && words.neverSignedIn,
  ].filter((sign) => typeof sign === 'string');
  return (
    <li id={id} className="row" aria-busy={isChanging || isSending || isDisabling || isEnabling}>
      <div className="row-body">
        <p className="row-line">
          <strong className={person.isShutOut ? 'struck' : undefined}>{person.name || person.email}</strong>
          <span className="tag">{deskWords.roles[person.role]}</span>
          {signs.map((sign) => (
            <span key={sign} className="tag tag-quiet">
              {sign}
            </span>
          ))}
        </p>
        <p className="row-meta">
          {person.email}
          {person.handle && (
            <>
              {' · '}
              {person.isPublic ? (
                <a href={paths.author(person.handle)}>/authors/{person.handle}</a>
              ) : (
                `/authors/${person.handle} (${words.addressWaits})`
              )}
            </>
          )}
        </p>
        <Outcome state={changed} done={({ name }) => words.changed(name)} />
        <Outcome state={sent} done={({ name, email }) => words.linkSent(name, email)} />
        <Outcome state={disabled} done={({ name }) => (person.isShutOut ? words.disabled(name) : '')} />
        <Outcome state={enabled} done={({ name }) => (person.isShutOut ? '' : words.enabled(name))} />
      </div>
      <details className="row-more" open={changed.status === 'failed' || undefined}>
        <summary className="button button-quiet button-small">{words.change}</summary>
        <div className="row-more-body">
          <form action={change} className="stack" noValidate>
            <input type="hidden" name="userId" value={person.id} />
            <div className="pair">
              <Field
                label={words.name}
                name="name"
                required
                defaultValue={wordOf(changed, 'name', person.name)}
                error={errorOf(changed, 'name')}
              />
              <Field
                label={words.email}
                name="email"
                type="email"
                required
                defaultValue={wordOf(changed, 'email', person.email)}
                error={errorOf(changed, 'email')}
              />
            </div>
            <RoleField defaultValue={wordOf(changed, 'role', person.role)} error={errorOf(changed, 'role')} />
            <Button type="submit" small disabled={isChanging}>
              {deskWords.save}
            </Button>
          </form>
          <div className="button-row">
            {!person.isShutOut && (
              <form action={send}>
                <input type="hidden" name="userId" value={person.id} />
                <Button type="submit" variant="quiet" small disabled={isSending}>
                  {words.sendLink}
                </Button>
              </form>
            )}
            {person.isShutOut ? (
              <form action={enable}>
                <input type="hidden" name="userId" value={person.id} />
                <Button type="submit" variant="quiet" small disabled={isEnabling}>
                  {words.enable}
                </Button>
              </form>
            ) : (
              !isSelf && (
                <form action={disable}>
                  <input type="hidden" name="userId" value={person.id} />
                  <Button type="submit" variant="danger" small disabled={isDisabling} title={words.disableHint}>
                    {words.disable}
                  </Button>
                </form>
              )
            )}
          </div>
        </div>
      </details>
    </li>
  );
}

/** Adds somebody and mails them the way in. */
export function AddPersonForm() {
  const [state, act, isPending] = useDeskAction(addPersonAction, here);
  return (
    <form action={act} className="stack" noValidate>
      <p className="lead">{words.addHint}</p>
      <Outcome state={state} done={({ name, email }) => words.added(name, email)} />
      <div className="pair">
        <Field
          label={words.name}
          name="name"
          required
          autoComplete="off"
          defaultValue={wordOf(state, 'name')}
          error={errorOf(state, 'name')}
        />
        <Field
          label={words.email}
          name="email"
          type="email"
          required
          autoComplete="off"
          defaultValue={wordOf(state, 'email')}
          error={errorOf(state, 'email')}
        />
      </div>
      <RoleField defaultValue={wordOf(state, 'role', 'author')} error={errorOf(state, 'role')} />
      <Button type="submit" disabled={isPending}>
        {words.addButton}
      </Button>
    </form>
  );
}

function RoleField(field: { defaultValue: string; error?: string }) {
  return (
    <SelectField label={words.role} name="role" {...field}>
      {roles.map((role) => (
        <option key={role} value={role}>
          {deskWords.roles[role]} – {deskWords.rolesMay[role]}
        </option>
      ))}
    </SelectField>
  );
}
