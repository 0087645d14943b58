/** An element with attributes and children: views of blocks are plain DOM, so that a hundred of them cost nothing. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string | undefined> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A button of a block, which submits nothing. */
export function button(label: string, className: string, onPress: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className }, label);
  made.addEventListener('click', onPress);
  return made;
}

/** A labelled line of text that may be long, in a block of the text. */
export type BlockField = {
  dom: HTMLElement;
  /** Follows the text, unless it says the same: the caret stays where it is. */
  show: (value: string) => void;
  setDisabled: (isDisabled: boolean) => void;
};

type FieldOptions = {
  label: string;
  hint?: string;
  /** Said while the field is empty. */
  missing?: string;
  onText: (text: string) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
};

let made = 0;

/** Makes a `BlockField`; a line break that is typed or pasted into it is a space. */
export function blockField({ label, hint, missing, onText, onKeyDown }: FieldOptions): BlockField {
  const id = `block-field-${++made}`;
  const field = element('textarea', { id, rows: '1', class: 'editor-growing', placeholder: hint });
  const complaint = missing && element('p', { id: `${id}-missing`, class: 'field-error' }, missing);
  const dom = element(
    'div',
    { class: 'field' },
    element('label', { class: 'field-label', for: id }, label),
    field,
    ...(complaint ? [complaint] : []),
  );
  const judge = () => {
    if (!complaint) return;
    const isMissing = field.value.trim() === '';
    complaint.hidden = !isMissing;
    field.toggleAttribute('aria-invalid', false);
    if (isMissing) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', `${id}-missing`);
    } else field.removeAttribute('aria-describedby');
  };
  const grow = () => {
    if (CSS.supports('field-sizing', 'content')) return;
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  };
  field.addEventListener('input', () => {
    judge();
    grow();
    onText(field.value.replace(/\s*\n\s*/g, ' '));
  });
  if (onKeyDown) field.addEventListener('keydown', onKeyDown);
  return {
    dom,
    show: (value) => {
      if (field.value.replace(/\s*\n\s*/g, ' ') !== value) field.value = value;
      judge();
      grow();
    },
    setDisabled: (isDisabled) => {
      field.disabled = isDisabled;
    },
  };
}
