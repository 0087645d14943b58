import { isLanguageTag } from '../rules.ts';
import type { Setting } from './line.ts';
import { boldOf, italicOf } from './styles.ts';
import type { Element } from './tree.ts';

/** How text in this element is set, given how it is around it. */
export function settingOf(element: Element, style: Map<string, string>, around: Setting): Setting {
  const { name, attributes } = element;
  const space = style.get('white-space') ?? style.get('white-space-collapse') ?? '';
  const lang = attributes.get('lang') ?? attributes.get('xml:lang');
  return {
    link: around.link,
    lang: lang === undefined || /^(html|body)$/.test(name) ? around.lang : languageTag(lang),
    bold: boldOf(style) ?? (/^(b|strong)$/.test(name) || around.bold),
    italic: italicOf(style) ?? (/^(i|em|cite|dfn|var)$/.test(name) || around.italic),
    code: /^(code|kbd|samp|tt)$/.test(name) || around.code,
    keepsLines: space === '' ? around.keepsLines : /^(pre|preserve|break-spaces)/.test(space),
  };
}

/** `EN-US` as Word writes it is `en`: its regions are those of whoever installed it. */
function languageTag(written: string): string | null {
  const [language = '', ...parts] = written.trim().split(/[-_]/);
  const isOfWord = /^[A-Z]+$/.test(language) && language !== 'ZH';
  const tag = [
    language.toLowerCase(),
    ...parts
      .filter((part) => part.length === 4 || (!isOfWord && part.length < 4))
      .map((part) => (part.length === 4 ? part[0]!.toUpperCase() + part.slice(1).toLowerCase() : part.toUpperCase())),
  ].join('-');
  return isLanguageTag(tag) ? tag : null;
}

/** What a text says of its language, when it says something new that its letters bear out. */
export function langOf(text: string, { lang, language }: { lang: string | null; language: string }): string | null {
  const primary = lang?.split('-')[0];
  if (!lang || !primary || primary === language.split('-')[0] || primary === 'und') return null;
  const eastern = text.match(/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return null;
  return /^(ko|ja|zh)$/.test(primary) ? (eastern > 0 ? lang : null) : eastern * 2 > letters ? null : lang;
}
