import type { Editor } from '@tiptap/react';
import { ChoosePicture } from '#components/desk/pictures/choose-picture.client';
import type { PictureToSet } from '#lib/media/library-rules';
import { insertBlock } from './commands.ts';
import type { Pictures } from './picture-uploads.ts';

type Props = { editor: Editor; pictures: Pictures; onClose: () => void };

/** Sets a picture that was sent before at the caret, with what is noted about it. */
export function LibraryDialog({ editor, pictures, onClose }: Props) {
  const close = () => {
    onClose();
    editor.commands.focus();
  };
  const set = ({ id, src, width, height, alt, caption, credit }: PictureToSet) => {
    pictures[id] = { src, width, height };
    insertBlock(editor, editor.schema.nodes.figure!.create({ media: id, alt, caption, credit }));
    close();
  };
  return <ChoosePicture choose={set} onClose={close} />;
}
