import type { Answer } from './sockets.ts';
import { askPlainly } from './wire.ts';

/** A form of a page as a program finds it: where it posts to and every hidden field. */
export type PlainForm = { action: string; fields: Record<string, string> };

/** The form called `name` in `html`. */
export function formIn(html: string, name: string): PlainForm {
  const forms = html.match(/<form\b[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((part) => part.includes(`name="form" value="${name}"`));
  if (!form) throw new Error(`There is no form called ${name} in this page.`);
  const inputs = (form.match(/<input\b[^>]*>/g) ?? []).filter((input) => input.includes('type="hidden"'));
  const fields = inputs.map((input) => [attribute(input, 'name'), attribute(input, 'value')] as const);
  return { action: attribute(form, 'action'), fields: Object.fromEntries(fields) };
}

function attribute(tag: string, name: string): string {
  const [, value = ''] = new RegExp(` ${name}="([^"]*)"`).exec(tag) ?? [];
  return value.replace(/&(amp|quot|lt|gt|#x27|#39);/g, (entity) => entities[entity]!);
}
const entities: Record<string, string> = {
  '&amp;': '&',
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&#x27;': "'",
  '&#39;': "'",
};

/** Whether what was posted was taken: its poster is sent on to the receipt. */
export const isTaken = ({ status, headers }: Answer): boolean =>
  status === 303 && /\?(comment|message)=/.test(headers.location ?? '');

/** Posts `form` of the page at `url` as an old browser would, coming from `address`. */
export function postForm(
  url: string,
  form: PlainForm,
  typed: Record<string, string>,
  address: string,
): Promise<Answer> {
  return askPlainly(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: new URL(url).origin,
      'x-forwarded-for': address,
    },
    body: new URLSearchParams({ ...form.fields, ...typed }).toString(),
  });
}
