import { createHash } from 'node:crypto';
import { frameHosts } from '#lib/embeds';
import type { Uses } from './headers.ts';

/** A reader's page as it leaves, and what it uses, for its policy. */
export type Document = { html: string; uses: Uses };

/**
 * Takes the framework out of a reader's page and puts its style sheets into it, so that one round trip shows it. Kept are
 * structured data and our own deferred scripts; `readSheet` gives a style sheet of the build by its address, or null.
 * React marks places with comments and hidden templates that only its script would read: they go too.
 */
export async function asDocument(html: string, readSheet: (path: string) => Promise<string | null>): Promise<Document> {
  const sheets: string[] = [];
  const linked = [...html.matchAll(sheetLink)].map(([, href]) => href!);
  for (const href of new Set(linked)) {
    const sheet = await readSheet(href);
    if (sheet !== null) sheets.push(rebased(sheet, href));
  }
  const isInlined = sheets.length === new Set(linked).size;
  let bare = html
    .replace(/<script\b([^>]*)>[\s\S]*?<\/script>/g, (script, attributes: string) => (isOurs(attributes) ? script : ''))
    .replace(/<link\b[^>]*\bas="script"[^>]*>/g, '')
    // X reads the tags of Open Graph where it has none of its own, and Next writes both: the first round trip is full
    .replace(/<meta name="twitter:(?:title|description|image)"[^>]*>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<div hidden=""><\/div>/g, '');
  if (isInlined && sheets.length > 0) {
    bare = bare.replace(/<link\b[^>]*\bas="style"[^>]*>/g, '').replace(sheetLink, '');
    bare = bare.replace('</head>', () => `<style>${sheets.join('')}</style></head>`);
  }
  bare = withFontsInOrder(bare);
  return { html: bare, uses: usesOf(bare) };
}

/** React names fonts to fetch ahead as it comes upon them, now here and now there; the same page shall have the same ETag. */
function withFontsInOrder(html: string): string {
  if (!viewportMeta.test(html)) return html;
  const fonts = [...new Set(html.match(fontLink))].sort().join('');
  return html.replace(fontLink, '').replace(viewportMeta, (viewport) => viewport + fonts);
}

const viewportMeta = /<meta name="viewport"[^>]*>/;
const fontLink = /<link rel="preload" [^>]*\bas="font"[^>]*>/g;

const sheetLink = /<link\b[^>]*?\brel="stylesheet"[^>]*?\bhref="(\/_next\/static\/[^"?]+\.css)[^"]*"[^>]*>/g;

/** Addresses in a style sheet count from where it lies. Standing in a page, it must say so. */
const rebased = (sheet: string, href: string): string =>
  sheet.replace(/\burl\((["']?)(\.[^"')]+)\1\)/g, (_, quote: string, address: string) => {
    return `url(${quote}${new URL(address, `http://sheet${href}`).pathname}${quote})`;
  });

const isOurs = (attributes: string): boolean =>
  /type="application\/ld\+json"/.test(attributes) || /src="\/(reader|article|card)\.js/.test(attributes);

function usesOf(html: string): Uses {
  const styles = [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(([, text]) => text!);
  const frames = frameHosts.filter((host) => html.includes(` data-frame="${host}/`));
  return { styleHashes: [...new Set(styles.map(hashOf))], scriptHashes: [], frames };
}

/** As a content security policy names an inline block: the base64 of its SHA-256. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');
