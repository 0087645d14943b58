/**
 * Takes the framework's scripts out of a reader's page: what is left is a document that needs none. Kept are structured
 * data and our own deferred script. React marks places with comments and hidden templates that only its script would
 * read; the comments are harmless and stay.
 */
export function asDocument(html: string): string {
  return html
    .replace(/<script\b([^>]*)>[\s\S]*?<\/script>/g, (script, attributes: string) => (isOurs(attributes) ? script : ''))
    .replace(/<link\b[^>]*\bas="script"[^>]*>/g, '');
}

const isOurs = (attributes: string): boolean =>
  /type="application\/ld\+json"/.test(attributes) || /src="\/reader\.js/.test(attributes);
