/**
 * How a link to a page looks where people share it: which tags are read, how the picture is cropped, how much of the words
 * is shown. As seen in their apps in November 2026, on a phone where they differ.
 */
export type PlaceOfCards = {
  id: string;
  name: string;
  /** Width by height of the picture; null where none is shown. */
  picture: '1200 / 630' | '2 / 1' | '1 / 1' | null;
  /** Lines of the title, and of the description; 0 where it is not shown. */
  titleLines: number;
  textLines: number;
  /** How the source is named: by its host, by what it calls itself, or both. */
  source: 'host' | 'name' | 'both';
  /** From how many characters on a title is cut; a Hangul syllable takes two. */
  titleWidth: number;
};

export const placesOfCards: PlaceOfCards[] = [
  { id: 'x', name: 'X', picture: '1200 / 630', titleLines: 1, textLines: 0, source: 'host', titleWidth: 70 },
  {
    id: 'facebook',
    name: 'Facebook',
    picture: '1200 / 630',
    titleLines: 2,
    textLines: 1,
    source: 'host',
    titleWidth: 88,
  },
  {
    id: 'linkedin',
    name: 'LinkedIn',
    picture: '1200 / 630',
    titleLines: 2,
    textLines: 0,
    source: 'host',
    titleWidth: 119,
  },
  { id: 'slack', name: 'Slack', picture: '1200 / 630', titleLines: 3, textLines: 5, source: 'name', titleWidth: 150 },
  {
    id: 'discord',
    name: 'Discord',
    picture: '1200 / 630',
    titleLines: 3,
    textLines: 6,
    source: 'name',
    titleWidth: 256,
  },
  {
    id: 'whatsapp',
    name: 'WhatsApp',
    picture: '1200 / 630',
    titleLines: 2,
    textLines: 1,
    source: 'host',
    titleWidth: 80,
  },
  {
    id: 'telegram',
    name: 'Telegram',
    picture: '1200 / 630',
    titleLines: 3,
    textLines: 4,
    source: 'name',
    titleWidth: 150,
  },
  { id: 'kakaotalk', name: 'KakaoTalk', picture: '2 / 1', titleLines: 2, textLines: 2, source: 'host', titleWidth: 60 },
  {
    id: 'mastodon',
    name: 'Mastodon',
    picture: '1200 / 630',
    titleLines: 2,
    textLines: 0,
    source: 'name',
    titleWidth: 100,
  },
  {
    id: 'imessage',
    name: 'iMessage',
    picture: '1200 / 630',
    titleLines: 2,
    textLines: 0,
    source: 'host',
    titleWidth: 80,
  },
  {
    id: 'search',
    name: 'Search result',
    picture: '1 / 1',
    titleLines: 1,
    textLines: 2,
    source: 'both',
    titleWidth: 60,
  },
];

/** How wide a text is in Latin letters: syllable blocks, Chinese characters, kana and emoji are as wide as two. */
export const widthInLetters = (text: string): number =>
  [...new Intl.Segmenter().segment(text)].reduce(
    (width, { segment }) =>
      width +
      (/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}]/u.test(segment)
        ? 2
        : 1),
    0,
  );

/** Where a title is cut; in a search it is that of the page. */
export const placesThatCut = (title: string, searchTitle = title): string[] =>
  placesOfCards
    .filter(({ id, titleWidth }) => widthInLetters(id === 'search' ? searchTitle : title) > titleWidth)
    .map(({ name }) => name);
