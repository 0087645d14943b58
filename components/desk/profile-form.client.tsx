'use client';

import { useState } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { changeProfileAction } from '#lib/authors/actions';
import type { OwnProfile } from '#lib/authors/desk-queries';
import { errorOf, wordOf } from '#lib/forms/form-state';
import { acceptedTypes } from '#lib/media/rules';
import { paths } from '#lib/paths';
import { addressWords } from '#lib/words/addresses';
import { deskWords } from '#lib/words/desk';
import { sendPicture } from './send-picture.ts';
import { useFilePicker } from './use-file-picker.client.tsx';

const words = deskWords.profile;

/** One's own public profile. */
export function ProfileForm({ name, profile }: { name: string; profile: OwnProfile | null }) {
  const [state, act, isPending] = useDeskAction(changeProfileAction, paths.desk.profile);
  return (
    <form action={act} className="stack" noValidate>
      <Outcome state={state} done={words.saved} />
      <PictureField picture={profile?.picture ?? null} error={errorOf(state, 'pictureId')} />
      <div className="pair">
        <Field
          label={words.name}
          name="name"
          required
          autoComplete="name"
          defaultValue={wordOf(state, 'name', profile?.name ?? name)}
          error={errorOf(state, 'name')}
        />
        <Field
          label={words.hangulName}
          name="hangulName"
          lang="ko"
          autoComplete="off"
          defaultValue={wordOf(state, 'hangulName', profile?.hangulName ?? '')}
          error={errorOf(state, 'hangulName')}
        />
      </div>
      <Field
        label={words.bio}
        name="bio"
        rows={6}
        hint={words.bioHint}
        defaultValue={wordOf(state, 'bio', profile?.bio)}
        error={errorOf(state, 'bio')}
      />
      <Field
        label={addressWords.handle}
        name="handle"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint={profile ? addressWords.handleHint : addressWords.handleLater}
        defaultValue={wordOf(state, 'handle', profile?.handle)}
        error={errorOf(state, 'handle')}
      />
      {profile && (
        <p className="field-hint">
          {words.address}:{' '}
          {profile.isPublic ? (
            <a href={paths.author(profile.handle)}>/authors/{profile.handle}</a>
          ) : (
            `/authors/${profile.handle} (${words.addressWaits})`
          )}
        </p>
      )}
      <Button type="submit" disabled={isPending}>
        {deskWords.save}
      </Button>
    </form>
  );
}

type Picture = { id: string; src: string };

/** A picture that is sent as soon as it is chosen; the form then carries its name. */
function PictureField({ picture: saved, error }: { picture: Picture | null; error?: string }) {
  const [picture, setPicture] = useState(saved);
  const [note, setNote] = useState('');
  const [isUploading, setUploading] = useState(false);

  const upload = async (file: File) => {
    setUploading(true);
    setNote('');
    const answer = await sendPicture(file);
    if ('error' in answer) setNote(answer.error);
    else setPicture({ id: answer.id, src: answer.src });
    setUploading(false);
  };
  const picker = useFilePicker(acceptedTypes, ([file]) => file && void upload(file));

  return (
    <fieldset className="picture-field">
      <legend className="field-label">{words.picture}</legend>
      <input type="hidden" name="pictureId" value={picture?.id ?? ''} />
      {picture ? (
        <img src={picture.src} alt="" width={96} height={96} />
      ) : (
        <span className="picture-none" aria-hidden="true" />
      )}
      <div>
        <div className="button-row needs-script">
          {picker.field}
          <Button variant="quiet" small disabled={isUploading} onClick={picker.open}>
            {picture ? words.replacePicture : words.choosePicture}
          </Button>
          {picture && (
            <Button variant="quiet" small onClick={() => setPicture(null)}>
              {words.removePicture}
            </Button>
          )}
        </div>
        <noscript>
          <p className="field-hint">{words.needsScript}</p>
        </noscript>
        <p className="field-hint" role="status">
          {isUploading ? words.uploading : words.pictureHint}
        </p>
        {(note || error) && (
          <p className="field-error" role="alert">
            {note || error}
          </p>
        )}
      </div>
    </fieldset>
  );
}
