'use client';

import Link from 'next/link';
import { startTransition, useState } from 'react';
import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { replacePictureAction, undoReplacementAction } from '#lib/media/library-actions';
import { acceptedTypes } from '#lib/media/rules';
import { paths } from '#lib/paths';
import { libraryWords as words } from '#lib/words/library';
import { useFilePicker } from '../use-file-picker.client.tsx';
import { ChoosePicture } from './choose-picture.client.tsx';
import { SendingList } from './sending-list.client.tsx';
import { useSending } from './use-sending.ts';

type Replaced = { id: string; name: string; caption: string; src: string | null };
type Props = { id: string; replaced: Replaced[]; isReplaced: boolean };

/** Has another picture shown wherever one stands, and takes that back. */
export function ReplacePicture({ id, replaced, isReplaced }: Props) {
  const here = paths.desk.picture(id);
  const [done, replace, isPending] = useDeskAction(replacePictureAction, here);
  const [undone, undo, isUndoing] = useDeskAction(undoReplacementAction, here);
  const replaceBy = (other: { id: string }) => {
    const data = new FormData();
    data.set('id', id);
    data.set('by', other.id);
    startTransition(() => replace(data));
  };
  const { send, ...sending } = useSending(replaceBy);
  const [isChoosing, setChoosing] = useState(false);
  const picker = useFilePicker(acceptedTypes, send);
  const undoForm = (of: string) => (
    <form action={undo}>
      <input type="hidden" name="id" value={of} />
      <Button type="submit" variant="quiet" small disabled={isUndoing}>
        {words.undoReplace}
      </Button>
    </form>
  );
  return (
    <section className="picture-part" aria-labelledby="replace">
      <h2 id="replace">{words.replace}</h2>
      <p className="field-hint">{words.replaceText}</p>
      <Outcome state={done} done={words.replaced} />
      <Outcome state={undone} done={words.undone} />
      {isReplaced && undoForm(id)}
      <p className="button-row needs-script">
        {picker.field}
        <Button variant="quiet" disabled={isPending} onClick={picker.open}>
          {words.chooseOther}
        </Button>
        <Button variant="quiet" disabled={isPending} onClick={() => setChoosing(true)}>
          {words.chooseInLibrary}
        </Button>
      </p>
      {isChoosing && (
        <ChoosePicture
          except={id}
          choose={(other) => {
            setChoosing(false);
            replaceBy(other);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
      <SendingList {...sending} />
      {replaced.length > 0 && (
        <>
          <h3 className="field-label">{words.standsFor}</h3>
          <ul className="picture-replaced">
            {replaced.map((other) => (
              <li key={other.id}>
                <Link href={paths.desk.picture(other.id)} prefetch={false}>
                  {other.caption || other.name || words.unnamed}
                </Link>
                {undoForm(other.id)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
