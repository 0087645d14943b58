import type { Element } from './tree.ts';

/** What the `style` attribute of an element says, by property in lower case. */
export function styleOf(element: Element): Map<string, string> {
  const style = element.attributes.get('style');
  if (!style) return none;
  const properties = new Map<string, string>();
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon === -1) continue;
    properties.set(
      declaration.slice(0, colon).trim().toLowerCase(),
      declaration
        .slice(colon + 1)
        .trim()
        .toLowerCase(),
    );
  }
  return properties;
}

const none: Map<string, string> = new Map();

/** The class names of an element. */
export const classesOf = (element: Element): string[] => element.attributes.get('class')?.split(/\s+/) ?? [];

/** Whether text with this style is bold, is not, or whether it does not say. */
export function boldOf(style: Map<string, string>): boolean | undefined {
  const weight = style.get('font-weight');
  if (weight === undefined) return undefined;
  if (/^(bold|bolder)/.test(weight)) return true;
  if (/^(normal|lighter)/.test(weight)) return false;
  return /^\d+/.test(weight) ? Number.parseInt(weight, 10) >= 600 : undefined;
}

/** Whether text with this style is italic, is not, or whether it does not say. */
export function italicOf(style: Map<string, string>): boolean | undefined {
  const slant = style.get('font-style');
  return slant === undefined
    ? undefined
    : /^(italic|oblique)/.test(slant)
      ? true
      : slant.startsWith('normal')
        ? false
        : undefined;
}

/** A length in points, as far as one can tell: `26pt`, `20.0px`. */
export function pointsOf(length: string | undefined): number | undefined {
  const [, number, unit] = /^([\d.]+)(pt|px)/.exec(length ?? '') ?? [];
  return number === undefined ? undefined : Number(number) * (unit === 'px' ? 0.75 : 1);
}

/** What no reader of the page it comes from saw. */
export const isHidden = (element: Element, style: Map<string, string>): boolean =>
  element.attributes.has('hidden') || style.get('display') === 'none' || (style.get('mso-hide') ?? '') === 'all';
