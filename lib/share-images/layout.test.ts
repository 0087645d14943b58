import { describe, expect, test } from 'vitest';
import { quoteWords } from '#lib/words/quotes';
import { faceFor } from './fonts.ts';
import { digestOf, layOut, lettersLeftOut, textWidth } from './layout.ts';
import { cropOf, isFocusInSquare, parseShareFile, type ShareImageContent } from './rules.ts';
import { drawable, fit, widthOf } from './typesetting.ts';

type Content = Extract<ShareImageContent, { kind: 'article' }>;
const content: Content = {
  kind: 'article',
  headline: 'The line that stops at the river',
  section: 'Economy',
  authors: ['Han Sora'],
  language: 'en',
  publication: { name: 'Mansudae Korea', hangulName: '만수대 코리아', accent: 'red' },
  picture: { file: '0123456789abcdef0123456789abcdef.jpg', focus: null },
};
const digest = (changes: Partial<Content> = {}) => digestOf('an article', layOut({ ...content, ...changes }));
const publication = (changes: Partial<Content['publication']>) => ({
  publication: { ...content.publication, ...changes },
});

describe('the digest', () => {
  test.each<[string, Partial<Content>]>([
    ['headline', { headline: 'The line that stops at the sea' }],
    ['section', { section: 'Politics' }],
    ['no section', { section: null }],
    ['authors', { authors: ['Han Sora', 'Bae Muyeol'] }],
    ['name', publication({ name: 'Mansudae' })],
    ['Hangul name', publication({ hangulName: '만수대' })],
    ['accent', publication({ accent: 'green' })],
    ['picture', { picture: { file: 'f123456789abcdef0123456789abcdef.jpg', focus: null } }],
    ['no picture', { picture: null }],
    ['what matters in the picture', { picture: { file: content.picture!.file, focus: { x: 0.2, y: 0.5 } } }],
  ])('changes with what is drawn: %s', (_, changes) => {
    expect(digest(changes)).not.toBe(digest());
    expect(digest(changes)).toBe(digest(changes));
  });

  test('differs between articles, and is what an address may hold', () => {
    expect(digestOf('another', layOut(content))).not.toBe(digest());
    expect(parseShareFile(`${digest()}.jpg`)).toBe(digest());
    for (const file of [digest(), `${digest()}.png`, `${digest()}.jpg\n`, 'X'.repeat(24), '../../a.jpg'])
      expect(parseShareFile(file)).toBeNull();
  });

  test('stays when nothing that is drawn has changed', () => {
    expect(digest({ headline: content.headline.normalize('NFD') })).toBe(digest());
    expect(digest({ headline: `${content.headline} \u{1FAFF}\u0627` })).toBe(digest()); // no font has these
    const long = 'word '.repeat(60);
    expect(digest({ headline: `${long}one end` })).toBe(digest({ headline: `${long}another` }));
  });
});

describe('what is set', () => {
  test.each([
    ['Latin', 'Łódź, naïve, “Việt Nam” – Đổi Mới…'],
    ['Hangul', '평양냉면과 서울의 여름, 뷁'],
    ['Hanja', '漢字 北韓 京義線 朝鮮民主主義人民共和國'],
    ['emoji', '🎉 👨‍👩‍👧 🇰🇷 👍🏽'],
    ['Cyrillic', 'Москва и Корё-сарам'],
  ])('%s, whole', (_, text) => {
    expect(drawable('headline', text)).toBe(text.normalize('NFC'));
    expect(drawable('byline', text)).toBe(text.normalize('NFC'));
  });

  test('a character that no font has is left out, and a mark that is missing leaves its letter', () => {
    expect(drawable('headline', 'Peace, سلام and שלום, 平和')).toBe('Peace, and , 平和');
    expect(drawable('headline', 'x\u20e0y\u202e\u200b\ufffe')).toBe('xy');
    expect(drawable('headline', '  a\u00a0b\n c\u00ad ')).toBe('a b c');
    expect(drawable('headline', '\u{20000}')).toBe('');
  });

  test('what is left out can be said, and nothing else', () => {
    expect(lettersLeftOut(['Peace, سلا, ゔゝゔ e\u0301 x\u20e0', '가 漢 🎉\u200b'], ['佐々木'])).toEqual([
      ...'سلاゔゝ',
      'x\u20e0',
      '々',
    ]);
    expect(lettersLeftOut(['A', '안개 “fog” – 1']), 'nothing').toEqual([]);
  });

  test('every character that stays has a glyph in the font that the renderer takes for it', () => {
    const everything = Array.from({ length: 0x1fbff }, (_, code) => code)
      .filter((code) => code > 31 && (code < 0xd800 || code > 0xf8ff) && code % 23 === 0)
      .map((code) => String.fromCodePoint(code));
    for (const setting of ['headline', 'byline'] as const) {
      for (const character of drawable(setting, everything.join(' ')).replaceAll(' ', '')) {
        const code = character.codePointAt(0)!;
        expect(faceFor(setting, code)?.metrics.has(code)).toBe(true);
      }
    }
  });

  test('an article in a script without a font keeps a picture, with the name of the publication', () => {
    const layout = layOut({ ...content, headline: 'مرحبا', section: 'سياسة', authors: ['علي'] });
    expect(layout).toMatchObject({ headline: { lines: ['Mansudae Korea'] }, section: '', below: [] });
  });
});

describe('lines', () => {
  const steps = [
    { size: 60, lines: 2 },
    { size: 40, lines: 3 },
  ];
  const set = (text: string) => fit('headline', text, textWidth, steps);

  test('none is wider than the middle square, and long headlines are set smaller', () => {
    for (const words of [2, 5, 9, 14, 30]) {
      const { size, lines } = set('unification '.repeat(words).trim());
      expect(lines.length).toBeLessThanOrEqual(size === 60 ? 2 : 3);
      for (const line of lines) expect(widthOf('headline', line, size)).toBeLessThanOrEqual(textWidth);
    }
    expect(set('Mud').size).toBe(60);
  });

  test('Hangul is not broken within a word', () => {
    const text = '두만강 하구에서 나진까지, 세 나라의 철길이 만나는 곳에서 기다리는 사람들';
    const { lines } = set(text);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ')).toBe(text);
  });

  test('what is too long ends with an ellipsis at a word', () => {
    const words =
      'Summits get the photographs but the texts that outlast them were drafted by deputies late at long tables with the kettle on and nobody to write it down'.split(
        ' ',
      );
    const shown = set(words.join(' ')).lines.join(' ');
    expect(shown).toMatch(/[a-z]…$/);
    const kept = shown.slice(0, -1).split(' ');
    expect(words.slice(0, kept.length)).toEqual(kept);
  });

  test('a word longer than the line is broken rather than lost', () => {
    const word = 'Donaudampfschifffahrtsgesellschaft'.repeat(2);
    const { lines, size } = set(word);
    expect(lines.join('')).toBe(word);
    for (const line of lines) expect(widthOf('headline', line, size)).toBeLessThanOrEqual(textWidth);
  });

  test('lines are about equally long', () => {
    const { lines } = set('A dictionary with two alphabetical orders');
    expect(lines).toEqual(['A dictionary with two', 'alphabetical orders']);
  });

  test('quotes and names stand within the middle square too, whatever their length', () => {
    const { publication } = content;
    for (const words of [3, 20, 60, 120]) {
      const text = '역에 있던 누구도 마지막 기차를 '.repeat(words / 3).trim();
      const quote = layOut({ kind: 'quote', publication, quote: text, source: text, authors: [text], language: 'ko' });
      const named = layOut({ kind: 'topic', publication, name: text, hangulName: text, description: text });
      for (const line of quote.headline.lines)
        expect(widthOf('quote', line, quote.headline.size)).toBeLessThanOrEqual(textWidth);
      for (const { below } of [quote, named])
        for (const line of below) expect(widthOf('byline', line, 24)).toBeLessThanOrEqual(textWidth);
      expect(named.below.length).toBeLessThanOrEqual(3);
    }
    expect(layOut({ kind: 'home', publication, name: 'A', hangulName: '', description: '' }).masthead).toBeNull();
  });

  test('what is said beside the headline is said in the language of the article', () => {
    const authors = ['Han Sora', '배무열'];
    const { publication } = content;
    const quote = { kind: 'quote', publication, quote: '기차는 떠났다.', source: 'Fog', authors } as const;
    expect(layOut({ ...content, authors }).below).toEqual(['By Han Sora and 배무열']);
    expect(layOut({ ...content, authors, language: 'ko' }).below).toEqual(['글 Han Sora, 배무열']);
    expect(layOut({ ...quote, language: 'ko' }).below).toEqual(['Fog', '글 Han Sora, 배무열']);
    expect(quoteWords.by('Fog', authors, 'en')).toBe('Fog. By Han Sora and 배무열');
    expect(quoteWords.by('안개', authors, 'ko')).toBe('안개 · 글 Han Sora, 배무열');
  });

  test('a long name of a publication fits in one line', () => {
    const name = 'The Quarterly Review of Everything Between Two Seas and Three Rivers';
    const { masthead } = layOut({ ...content, ...publication({ name, hangulName: '두 바다 사이' }) });
    expect(widthOf('masthead', masthead!.name, masthead!.size)).toBeLessThanOrEqual(textWidth);
    expect(masthead!.name).toMatch(/…$/);
  });
});

describe('the middle square of a picture', () => {
  const at = (size: { width: number; height: number }, x: number) => isFocusInSquare(size, 320, { x, y: 0 });

  test('keeps the middle of the width where all of that is shown', () => {
    for (const size of [
      { width: 1600, height: 1067 },
      { width: 800, height: 2400 },
    ])
      expect([0, 0.2, 0.25, 0.5, 0.75, 0.8, 1].map((x) => at(size, x))).toEqual([
        ...[false, false, true, true, true, false, false],
      ]);
    expect(isFocusInSquare({ width: 10, height: 10 }, 320, null)).toBe(true);
  });

  test('of a panorama, whose sides are cropped, more: what matters is moved to the middle', () => {
    const panorama = { width: 9000, height: 1000 }; // 2,880 pixels wide in a card, of which 1,200 are shown
    expect(cropOf(panorama, 320, { x: 0.5, y: 0 })).toEqual({ width: 2880, height: 320, left: 840, top: 0 });
    expect([0, 0.08, 0.11, 0.2, 0.5, 0.89, 0.92, 1].map((x) => at(panorama, x))).toEqual([
      ...[false, false, true, true, true, true, false, false],
    ]);
  });
});
