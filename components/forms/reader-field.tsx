import type { ComponentProps } from 'react';
import { firstWrongField } from '#components/forms/form-frame';
import { Field } from '#components/ui/field';
import { errorOf, type FormState, wordOf } from '#lib/forms/form-state';

type Props = Omit<ComponentProps<typeof Field>, 'id' | 'error' | 'defaultValue' | 'autoFocus'> & {
  state: FormState<unknown>;
  /** Where a post of the form lands. After a refusal that is the first wrong field, which is focused by it. */
  fragment: string;
};

/** A field of a reader's form: it keeps the words of a refused post and needs no script to be focused. */
export const ReaderField = ({ state, fragment, ...field }: Props) => {
  const isFirstWrong = firstWrongField(state) === field.name;
  return (
    <Field
      {...field}
      id={isFirstWrong ? fragment : `${fragment}-${field.name}`}
      error={errorOf(state, field.name)}
      defaultValue={wordOf(state, field.name)}
      autoFocus={isFirstWrong}
    />
  );
};
