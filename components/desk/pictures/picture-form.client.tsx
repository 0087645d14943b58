'use client';

import './pictures.css';
import { useEffect, useRef, useState } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { errorOf, wordOf } from '#lib/forms/form-state';
import { changePictureAction } from '#lib/media/library-actions';
import { paths } from '#lib/paths';
import { libraryWords as words } from '#lib/words/library';

type Props = {
  picture: {
    id: string;
    src: string | null;
    alt: string;
    caption: string;
    credit: string;
    licence: string;
    expiresOn: string | null;
    focusX: number | null;
    focusY: number | null;
    mayChange: boolean;
  };
};

const hundredths = (share: number | null) => Math.round((share ?? 0.5) * 100);

/** What is noted about a picture, and what must be seen of it. */
export function PictureForm({ picture }: Props) {
  const { id, src, mayChange } = picture;
  const [state, act, isPending] = useDeskAction(changePictureAction, paths.desk.picture(id));
  const [focus, setFocus] = useState({ x: hundredths(picture.focusX), y: hundredths(picture.focusY) });
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
    <form action={act} className="picture-form" noValidate aria-busy={isPending}>
      <input type="hidden" name="id" value={id} />
      <fieldset disabled={!mayChange} className="picture-focus">
        <legend className="field-label">{words.focus}</legend>
        {src && <FocusPoint src={src} alt={picture.alt} focus={focus} choose={setFocus} />}
        <p className="field-hint">{words.focusHint}</p>
        {slider('x', 'focusX', words.across)}
        {slider('y', 'focusY', words.down)}
        {src && <Crops src={src} focus={focus} />}
      </fieldset>
      <fieldset disabled={!mayChange} className="stack">
        <Field
          label={words.alt}
          name="alt"
          rows={2}
          hint={words.altHint}
          defaultValue={wordOf(state, 'alt', picture.alt)}
          error={errorOf(state, 'alt')}
        />
        <Field
          label={words.caption}
          name="caption"
          rows={2}
          defaultValue={wordOf(state, 'caption', picture.caption)}
          error={errorOf(state, 'caption')}
        />
        <Field
          label={words.credit}
          name="credit"
          defaultValue={wordOf(state, 'credit', picture.credit)}
          error={errorOf(state, 'credit')}
        />
        <Field
          label={words.licence}
          name="licence"
          rows={2}
          hint={words.licenceHint}
          defaultValue={wordOf(state, 'licence', picture.licence)}
          error={errorOf(state, 'licence')}
        />
        <Field
          label={words.expiresOn}
          name="expiresOn"
          type="date"
          hint={words.expiresHint}
          defaultValue={wordOf(state, 'expiresOn', picture.expiresOn ?? '')}
          error={errorOf(state, 'expiresOn')}
        />
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
