import { nameOf, type PostedForm } from './posted-form.ts';

/**
 * A form in a page of an older build names an action that this build may not know. Each form of ours also names itself, in
 * a field `form`: so the action's fields are taken from the same form in a page of today, and the words posted again.
 */

/** The posted fields with the action of the form of the same name in `html`; null when there is none there. */
export function mendedFields(fields: PostedForm['fields'], html: string): PostedForm['fields'] | null {
  const name = nameOf(fields);
  if (!name) return null;
  const forms = [...html.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/g)].map(([, inside]) => fieldsIn(inside!));
  const today = forms.find((found) => nameOf(found) === name);
  const action = today?.filter(([field]) => field.startsWith('$ACTION_'));
  if (!action || action.length === 0) return null;
  return [...action, ...fields.filter(([field]) => !field.startsWith('$ACTION_'))];
}

/** Hidden fields in the HTML of a form, as React writes them. */
function fieldsIn(html: string): PostedForm['fields'] {
  return [...html.matchAll(/<input\b[^>]*>/g)].flatMap(([input]) => {
    const name = /\bname="([^"]*)"/.exec(input)?.[1];
    const value = /\bvalue="([^"]*)"/.exec(input)?.[1] ?? '';
    return name === undefined ? [] : [[plain(name), plain(value)] as [string, string]];
  });
}

const plain = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
