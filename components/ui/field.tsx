import { type ComponentProps, type ReactNode, useId } from 'react';

type Own = {
  label: ReactNode;
  name: string;
  /** What is wrong with what was given, beside the field. */
  error?: string;
  hint?: ReactNode;
  /** Only where an address leads to the field itself. */
  id?: string;
};

/** One field of a form: its label, hint and error are tied to it here and nowhere else. */
export function Field({
  label,
  hint,
  error,
  rows,
  id: given,
  ...input
}: Own & { rows?: number } & ComponentProps<'input'>) {
  const made = useId();
  const id = given ?? made;
  const wired = { id, 'aria-invalid': error ? true : undefined, 'aria-describedby': describedBy(id, hint, error) };
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      {rows ? (
        <textarea className="field-input" rows={rows} {...(input as ComponentProps<'textarea'>)} {...wired} />
      ) : (
        <input className="field-input" {...input} {...wired} />
      )}
    </Frame>
  );
}

/** A field in which one of a few things is chosen. `children` are its options. */
export function SelectField({ label, hint, error, ...select }: Own & Omit<ComponentProps<'select'>, 'id'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select
        // React puts a form back after it was sent, but not a select whose default has changed meanwhile.
        key={String(select.defaultValue)}
        className="field-input"
        {...select}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </Frame>
  );
}

function Frame({ id, label, hint, error, children }: Omit<Own, 'name'> & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

const describedBy = (id: string, hint: ReactNode, error?: string): string | undefined =>
  [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
