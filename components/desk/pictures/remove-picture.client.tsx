'use client';

import { Outcome, useDeskAction } from '#components/desk/desk-action.client';
import { Button } from '#components/ui/button';
import { bringPictureBackAction, removePictureAction } from '#lib/media/library-actions';
import { pictureTrashDays } from '#lib/media/library-rules';
import { paths } from '#lib/paths';
import { libraryWords as words } from '#lib/words/library';

/** Takes a picture out of the library and off every page; of one that is in use that is said, and asked, first. */
export function RemovePicture({ id, uses }: { id: string; uses: number }) {
  const [state, act, isPending] = useDeskAction(removePictureAction, paths.desk.picture(id));
  return (
    <section className="picture-part" aria-labelledby="remove">
      <h2 id="remove">{words.remove}</h2>
      <p className="field-hint">{words.removeText(pictureTrashDays)}</p>
      <form action={act} className="stack">
        <input type="hidden" name="id" value={id} />
        {uses > 0 && (
          <label className="choice">
            <input type="checkbox" name="evenIfUsed" value="yes" required />
            <span>
              {words.removeUsed(uses)} {words.removeAnyway}
            </span>
          </label>
        )}
        <Outcome state={state} done={words.removed} />
        <Button type="submit" variant="danger" disabled={isPending}>
          {words.remove}
        </Button>
      </form>
    </section>
  );
}

/** Says that a picture was removed, and takes that back. */
export function PictureRemoved({ id, mayBringBack }: { id: string; mayBringBack: boolean }) {
  const [state, act, isPending] = useDeskAction(bringPictureBackAction, paths.desk.picture(id));
  return (
    <form action={act} className="note button-row">
      <input type="hidden" name="id" value={id} />
      <p role="status">{words.removed}</p>
      <Outcome state={state} done={words.broughtBack} />
      {mayBringBack && (
        <Button type="submit" variant="quiet" small disabled={isPending}>
          {words.bringBack}
        </Button>
      )}
    </form>
  );
}
