import type { FormValues } from '#lib/forms/form-state';

/** Form values as text; a name that comes more than once becomes a list. Next's own fields and files are left out. */
export function formValues(entries: Iterable<[name: string, value: unknown]>): FormValues {
  const all = new Map<string, string[]>();
  for (const [name, value] of entries) {
    if (typeof value !== 'string' || name.startsWith('$ACTION')) continue;
    const known = all.get(name);
    if (known) known.push(value);
    else all.set(name, [value]);
  }
  return Object.fromEntries([...all].map(([name, values]) => [name, values.length === 1 ? values[0]! : values]));
}
