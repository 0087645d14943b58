import type { z } from 'zod';
import type { FormValues } from '#lib/forms/form-state';
import { onceKey } from '#lib/forms/once';
import { guardReader } from '#lib/forms/reader-guard';

/**
 * What becomes of a reader's form: `take` does it and returns where to go then. It is used by the form's action, and runs
 * in plain Node too. Throws DomainError.
 */
export type ReaderDoor<Input> = {
  input: z.ZodType<Input>;
  take: (input: Input, values: FormValues) => Promise<string>;
};

/** A door behind the guard. `work` gets who sends, as far as it is known, and the form's once-key, and returns an address. */
export const readerDoor = <Input>(
  input: z.ZodType<Input>,
  work: (input: Input, sender: string | null, onceKey: string | null) => Promise<string>,
): ReaderDoor<Input> => ({ input, take: (given, values) => work(given, guardReader(values), onceKey(values)) });
