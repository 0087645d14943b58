/**
 * What is typed into a reader's form is kept until it was accepted, so that a reload or a wrong click costs nothing. Kept
 * for this tab alone (`sessionStorage`): it goes when the tab is closed, and whoever uses the machine next finds neither
 * words nor e-mail address.
 */
type Draft = { once: string; words: Record<string, string> };

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Puts back what was typed before, and keeps what is typed from now on. */
export function enhanceDrafts(): void {
  for (const form of document.forms) restore(form);
  document.addEventListener('input', ({ target }) => {
    const form = (target as Field).form;
    if (!form || !placeOf(form)) return;
    setOnce(form, ''); // other words are another post
    keepDraft(form);
  });
}

/** Where a form stands that is posted in place: what is drawn again when it was posted. */
export const placeOf = (form: HTMLFormElement): HTMLElement | null => form.closest<HTMLElement>('[data-form-place]');

export function keepDraft(form: HTMLFormElement): void {
  const words: Draft['words'] = {};
  for (const { name, value } of typedFields(form)) if (value) words[name] = value;
  withStorage((storage) => storage.setItem(keyOf(form), JSON.stringify({ once: onceOf(form), words })));
}

export function forgetDraft(form: HTMLFormElement): void {
  withStorage((storage) => storage.removeItem(keyOf(form)));
}

/** What tells the same words sent twice from two posts; kept with them. Empty until they are sent. */
export const onceOf = (form: HTMLFormElement): string => onceField(form)?.value ?? '';

export function setOnce(form: HTMLFormElement, once: string): void {
  const known = onceField(form);
  const field = known ?? document.createElement('input');
  Object.assign(field, { type: 'hidden', name: 'once', value: once });
  if (!known) form.append(field);
}

function restore(form: HTMLFormElement): void {
  if (!placeOf(form)) return;
  withStorage((storage) => {
    const draft: Draft | null = JSON.parse(storage.getItem(keyOf(form)) ?? 'null');
    if (!draft) return;
    for (const field of typedFields(form)) field.value ||= draft.words[field.name] ?? '';
    setOnce(form, draft.once);
  });
}

const onceField = (form: HTMLFormElement): HTMLInputElement | null => form.querySelector('[name=once]');

/** The fields that a reader fills in: neither hidden ones nor the trap for robots. */
const typedFields = (form: HTMLFormElement): NodeListOf<Field> =>
  form.querySelectorAll<Field>('.field-input:not([type=hidden])');

const keyOf = (form: HTMLFormElement): string => `${location.pathname} ${placeOf(form)?.dataset.formPlace}`;

/** A browser may refuse storage, or hold something else in it: then nothing is kept. */
function withStorage(use: (storage: Storage) => void): void {
  try {
    use(sessionStorage);
  } catch {}
}
