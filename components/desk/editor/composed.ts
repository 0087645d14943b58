import { Fragment, Slice } from '@tiptap/pm/model';

/** The same slice with its text in composed form (NFC): a syllable is one character, however the Mac it comes from kept it. */
export const composed = (slice: Slice): Slice =>
  new Slice(composedFragment(slice.content), slice.openStart, slice.openEnd);

function composedFragment(fragment: Fragment): Fragment {
  return Fragment.fromArray(
    fragment.content.map((node) =>
      node.isText
        ? node.type.schema.text(node.text!.normalize('NFC'), node.marks)
        : node.copy(composedFragment(node.content)),
    ),
  );
}
