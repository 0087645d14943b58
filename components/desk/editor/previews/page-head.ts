/** What a page says of itself in its head: what others draw a card of a link from. */
export type PageHead = {
  /** The title of its window, and what it says to search engines. */
  title: string;
  description: string;
  canonical: string;
  /** By property: the first of each, as those who read it do. */
  properties: Record<string, string>;
};

/** Reads the head of a page, as it was sent. */
export function readHead(html: string): PageHead {
  const { head } = new DOMParser().parseFromString(html, 'text/html');
  const properties: Record<string, string> = {};
  for (const meta of head.querySelectorAll('meta')) {
    const name = meta.getAttribute('property') ?? meta.getAttribute('name');
    if (name && !(name in properties)) properties[name] = meta.content;
  }
  return {
    title: head.querySelector('title')?.textContent ?? '',
    description: properties.description ?? '',
    canonical: head.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? '',
    properties,
  };
}
