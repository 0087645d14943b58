'use client';

import './pictures.css';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { errorOf, wordOf } from '#lib/forms/form-state';
import { changePictureAction } from '#lib/media/library-actions';
import { notedOf, type PictureNotes } from '#lib/media/library-rules';
import { paths } from '#lib/paths';
import { libraryWords as words } from '#lib/words/library';
import { useKeptWords } from '../use-kept-words.ts';

type Props = { picture: PictureNotes & { id: string; src: string | null; mayChange: boolean } };

const hundredths = (share: number | null) => Math.round((share ?? 0.5) * 100);

/** What is noted about a picture, and what must be seen of it. Words that were not saved are there again after a detour. */
export function PictureForm({ picture }: Props) {
  const unsaved = useKeptWords(`picture-${picture.id}`);
  return <Fields key={unsaved.kept ? 'unsaved' : 'saved'} picture={picture} unsaved={unsaved} />;
}

function Fields({ picture, unsaved }: Props & { unsaved: ReturnType<typeof useKeptWords> }) {
  const { id, src, mayChange } = picture;
  const [state, act, isPending] = useDeskAction(changePictureAction, paths.desk.picture(id));
  const isSaved = state.status === 'done';
  const saved: PictureNotes = isSaved ? state.result : picture; // the page comes a moment later
  const kept = isSaved ? null : unsaved.kept;
  const [focus, setFocus] = useState({
    x: Number(kept?.focusX ?? hundredths(saved.focusX)),
    y: Number(kept?.focusY ?? hundredths(saved.focusY)),
  });
  const form = useRef<HTMLFormElement>(null);
  const { keep, forget } = unsaved;
  useEffect(() => {
    const isMoved = focus.x !== hundredths(saved.focusX) || focus.y !== hundredths(saved.focusY);
    if (isMoved && form.current) keep(form.current);
  }, [focus]);
  const router = useRouter();
  const isOutrun = state.status === 'failed' && state.message === words.refused.changedMeanwhile;
  /** What was noted when these words were begun. */
  const [seen, setSeen] = useState(String(kept?.noted ?? notedOf(picture)));
  useEffect(() => {
    if (isSaved) forget();
    if (isSaved) setSeen(notedOf(state.result));
    if (isOutrun) router.refresh(); // what is saved now comes beside what was typed
  }, [state]);
  useEffect(() => {
    if (isOutrun) setSeen(notedOf(picture));
  }, [picture]);
  const given = (name: 'alt' | 'caption' | 'credit' | 'licence' | 'expiresOn') => {
    const now = saved[name] ?? '';
    const typed = wordOf(state, name, String(kept?.[name] ?? now));
    return {
      name,
      defaultValue: typed,
      error: errorOf(state, name) ?? (isOutrun && typed !== now ? words.savedMeanwhile(now) : undefined),
    };
  };
  const slider = (axis: 'x' | 'y', name: string, label: string) => (
    <label className="focus-slider">
      <span>{label}</span>
      <input
        type="range"
        name={name}
        min={0}
        max={100}
        value={focus[axis]}
        aria-valuetext={`${focus[axis]} %`}
        onChange={(event) => setFocus({ ...focus, [axis]: event.target.valueAsNumber })}
      />
    </label>
  );
  return (
    <form
      ref={form}
      action={act}
      className="picture-form"
      noValidate
      aria-busy={isPending}
      onInput={(event) => keep(event.currentTarget)}
    >
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="noted" value={seen} />
      <fieldset disabled={!mayChange} className="picture-focus">
        <legend className="field-label">{words.focus}</legend>
        {src && <FocusPoint src={src} alt={picture.alt} focus={focus} choose={setFocus} />}
        <p className="field-hint">{words.focusHint}</p>
        {slider('x', 'focusX', words.across)}
        {slider('y', 'focusY', words.down)}
        {src && <Crops src={src} focus={focus} />}
      </fieldset>
      <fieldset disabled={!mayChange} className="stack">
        {kept && (
          <div className="note picture-unsaved" role="status">
            <p>{words.unsavedBack}</p>
            <Button variant="quiet" small onClick={unsaved.drop}>
              {words.dropUnsaved}
            </Button>
          </div>
        )}
        <Field label={words.alt} rows={2} hint={words.altHint} {...given('alt')} />
        <Field label={words.caption} rows={2} {...given('caption')} />
        <Field label={words.credit} {...given('credit')} />
        <Field label={words.licence} rows={2} hint={words.licenceHint} {...given('licence')} />
        <Field label={words.expiresOn} type="date" hint={words.expiresHint} {...given('expiresOn')} />
        <p className="field-hint">{words.wordsHint}</p>
        <Outcome state={state} done={words.saved} />
        <Button type="submit" disabled={isPending}>
          {words.save}
        </Button>
      </fieldset>
    </form>
  );
}

type Focus = { x: number; y: number };

/** The picture, to press on. The sliders do the same for those who do not point. */
function FocusPoint({
  src,
  alt,
  focus,
  choose,
}: {
  src: string;
  alt: string;
  focus: Focus;
  choose: (at: Focus) => void;
}) {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // by script: this page takes no style attribute
    mark.current?.style.setProperty('left', `${focus.x}%`);
    mark.current?.style.setProperty('top', `${focus.y}%`);
  }, [focus]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the sliders do the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: the sliders do the same
    <div
      className="focus-picture"
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const share = (value: number, size: number) => Math.min(100, Math.max(0, Math.round((100 * value) / size)));
        choose({ x: share(event.clientX - box.left, box.width), y: share(event.clientY - box.top, box.height) });
      }}
    >
      <img src={src} alt={alt} />
      <span ref={mark} className="focus-mark" aria-hidden="true" />
    </div>
  );
}

const Crops = ({ src, focus }: { src: string; focus: Focus }) => (
  <ul className="crops" aria-label={words.crops}>
    {(['square', 'wide', 'card'] as const).map((shape) => (
      <li key={shape}>
        <Crop src={src} shape={shape} focus={focus} />
        <span className="field-hint">{words.crop[shape]}</span>
      </li>
    ))}
  </ul>
);

function Crop({ src, shape, focus }: { src: string; shape: keyof typeof words.crop; focus: Focus }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => image.current?.style.setProperty('object-position', `${focus.x}% ${focus.y}%`), [focus]);
  return <img ref={image} className={`crop crop-${shape}`} src={src} alt="" />;
}
