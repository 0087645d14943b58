import type { Page } from '@playwright/test';
import { addPicture } from './support/add-picture.ts';
import { save, textOf, writeDraft } from './support/desk.ts';
import { expect, test } from './support/fixtures.ts';
import { KoreanAuthor } from './support/korean-author.ts';

/** Most input methods finish the syllable before they hand a key on. Some do not. */
const manners = [
  { manner: 'the input method finishes the syllable', finishedFirst: true },
  { manner: 'the key comes while the syllable is open', finishedFirst: false },
];

/** An article that is empty but for its headline, with the caret in its text. */
async function emptyText(desk: Page): Promise<KoreanAuthor> {
  await writeDraft(desk, { paragraphs: [] });
  await textOf(desk).click();
  return KoreanAuthor.at(desk);
}

/** The text as it stands, block by block, `**` around what is bold; and the same once it was saved and loaded again. */
async function expectText(desk: Page, blocks: string[]): Promise<void> {
  await expect.poll(() => blocksOf(desk)).toEqual(blocks);
  await save(desk);
  await desk.reload();
  await expect.poll(() => blocksOf(desk)).toEqual(blocks);
}

const blocksOf = (desk: Page): Promise<string[]> =>
  textOf(desk).evaluate((text) => {
    const words = (node: Node): string => {
      const inner = node.nodeType === 3 ? node.textContent! : [...node.childNodes].map(words).join('');
      return node.nodeName === 'STRONG' ? `**${inner}**` : node.nodeName === 'BR' ? '' : inner;
    };
    const blocks = [...text.querySelectorAll('p, h2, h3, h4')].filter((block) => !block.closest('figure')).map(words);
    while (blocks.at(-1) === '') blocks.pop(); // there to write on
    return blocks;
  });

test('plain Korean, with spaces, digits, Latin words and signs', async ({ signInAs }) => {
  const desk = await signInAs('author');
  const author = await emptyText(desk);
  await author.write('그/그녀는 첫 배로 6시에 떠났다. KTX로 갔다가 "꽃밭"을 보고 돌아왔다!');
  await expectText(desk, ['그/그녀는 첫 배로 6시에 떠났다. KTX로 갔다가 "꽃밭"을 보고 돌아왔다!']);
});

for (const { manner, finishedFirst } of manners) {
  test(`keys in the middle of a syllable: ${manner}`, async ({ signInAs }) => {
    const desk = await signInAs('author');
    const author = await emptyText(desk);
    const open = (syllable: string) => ({ syllable, finishedFirst });

    await author.type('안녕');
    await author.press('Enter', open('녕'));
    await author.type('하세요');
    await author.press('Enter', open('요'));
    await author.type('제');
    await author.press('3', open('제'));
    await author.type('장');
    await author.press('Space', open('장'));
    await author.write('끝');
    await desk.keyboard.press('Enter');
    await author.type('보통');
    await author.press('Control+b', open('통'));
    await author.type('굵게');
    await author.press('Control+b', open('게'));
    await author.type('다시');
    await author.press('ArrowLeft', open('시'));
    await author.write('금');
    await expectText(desk, ['안녕', '하세요', '제3장 끝', '보통**굵게**다금시']);
  });

  test(`undo takes a word back, and redo brings it again: ${manner}`, async ({ signInAs }) => {
    const desk = await signInAs('author');
    const author = await emptyText(desk);
    await author.type('첫째 둘째 셋째');
    await author.press('Control+z', { syllable: '째', finishedFirst });
    // on a slow machine a word may have become two pieces
    await expect.poll(() => blocksOf(desk)).not.toEqual(['첫째 둘째 셋째']);
    for (let left = 5; left > 0 && (await blocksOf(desk))[0]?.includes('셋'); left--)
      await desk.keyboard.press('Control+z');
    await expect.poll(() => blocksOf(desk)).toEqual(['첫째 둘째 ']);
    for (let left = 6; left > 0 && (await blocksOf(desk))[0] !== '첫째 둘째 셋째'; left--)
      await desk.keyboard.press('Control+Shift+z');
    await expectText(desk, ['첫째 둘째 셋째']);
  });

  test(`Enter leaves the headline and the standfirst as they were typed: ${manner}`, async ({ signInAs }) => {
    const desk = await signInAs('author');
    const author = await emptyText(desk);
    const headline = desk.getByRole('textbox', { name: 'Headline' });
    const standfirst = desk.getByRole('textbox', { name: 'Standfirst' });
    await headline.fill('');
    await author.type('안개 속의 배');
    await author.press('Enter', { syllable: '배', finishedFirst });
    await expect(standfirst).toBeFocused();
    await standfirst.fill('');
    await author.type('하루 두 번');
    await author.press('Enter', { syllable: '번', finishedFirst });
    await expect(textOf(desk)).toBeFocused();
    await author.write('본문');
    await expect(headline).toHaveValue('안개 속의 배');
    await expect(standfirst).toHaveValue('하루 두 번');
    await expectText(desk, ['본문']);
    await expect(headline).toHaveValue('안개 속의 배');
    await expect(standfirst).toHaveValue('하루 두 번');
  });
}

test('Backspace takes back strokes, then syllables', async ({ signInAs }) => {
  const desk = await signInAs('author');
  const author = await emptyText(desk);
  await author.type('신한');
  await author.takeBack('하');
  await author.takeBack('ㅎ');
  await author.takeBack('');
  await author.type('문');
  await author.takeBack('무');
  await author.type('물');
  await author.press('Space', { syllable: '물', finishedFirst: true });
  await author.write('값');
  await desk.keyboard.press('Backspace');
  await desk.keyboard.press('Backspace');
  await author.write('을');
  await expectText(desk, ['신물을']);
});

test('a button of the toolbar in the middle of a syllable', async ({ signInAs }) => {
  const desk = await signInAs('author');
  const author = await emptyText(desk);
  const bold = desk.getByRole('toolbar').getByRole('button', { name: 'Bold', exact: true });
  await author.type('보통');
  await bold.click();
  await author.type('굵게');
  await bold.click();
  await author.write('끝');
  await expectText(desk, ['보통**굵게**끝']);
});

test('in the middle of marked words, at their edges, and over a selection', async ({ signInAs }) => {
  const desk = await signInAs('author');
  const author = await emptyText(desk);
  await author.write('앞');
  await desk.keyboard.press('Control+b');
  await author.write('굵은글');
  await desk.keyboard.press('Control+b');
  await author.write('뒤');
  for (let steps = 0; steps < 2; steps++) await desk.keyboard.press('ArrowLeft');
  await author.write('큰');
  await desk.keyboard.press('ArrowLeft');
  await desk.keyboard.press('Shift+ArrowLeft');
  await author.write('낸');
  await expectText(desk, ['앞**굵낸큰글**뒤']);
});

test('a list, a quote and a heading', async ({ signInAs }) => {
  const desk = await signInAs('author');
  const author = await emptyText(desk);
  await desk.keyboard.type('## ');
  await author.type('머리');
  await author.press('Enter', { syllable: '리', finishedFirst: true });
  await desk.keyboard.type('- ');
  await author.type('하나');
  await author.press('Enter', { syllable: '나', finishedFirst: false });
  await author.type('둘');
  await author.press('Enter', { syllable: '둘', finishedFirst: false });
  await desk.keyboard.press('Enter');
  await desk.keyboard.type('> ');
  await author.write('인용');
  await expectText(desk, ['머리', '하나', '둘', '인용']);
  await expect(textOf(desk).getByRole('heading')).toHaveText('머리');
  await expect(textOf(desk).getByRole('listitem')).toHaveText(['하나', '둘']);
  await expect(textOf(desk).getByRole('blockquote')).toHaveText('인용');
});

test('what Markdown would make of a line waits until the syllable is finished', async ({ signInAs }) => {
  const desk = await signInAs('author');
  const author = await emptyText(desk);
  await desk.keyboard.type('그는 **');
  await author.type('굵게');
  await author.press('*', { syllable: '게', finishedFirst: false });
  await desk.keyboard.type('*');
  await author.write('썼다');
  await expectText(desk, ['그는 **굵게**썼다']);
});

test('a save in the middle of a syllable neither breaks it nor loses it', async ({ signInAs }) => {
  const desk = await signInAs('author');
  const author = await emptyText(desk);
  const preview = await desk.getByRole('link', { name: /^Preview/ }).getAttribute('href');
  const saved = await desk.context().newPage();
  const article = saved.getByRole('article').first();

  await author.type('새벽 안개가 거');
  await expect
    .poll(
      async () => {
        await saved.goto(preview!);
        return (await article.textContent()) ?? '';
      },
      { timeout: 60_000 }, // it saves by itself
    )
    .toContain('새벽 안개가 거');
  await author.takeBack('걷');
  await author.press('Space', { syllable: '걷', finishedFirst: true });
  await author.type('힌');
  await author.press('Control+s', { syllable: '힌', finishedFirst: false });
  await author.write('다');
  await expectText(desk, ['새벽 안개가 걷 힌다']);
});

test('decomposed Hangul is composed where it is pasted', async ({ signInAs }) => {
  const desk = await signInAs('author');
  await emptyText(desk);
  await textOf(desk).evaluate((text, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', `<p><b>${words}</b> ${words}</p>`);
    clipboardData.setData('text/plain', `${words} ${words}`);
    text.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, '평양'.normalize('NFD'));
  await expectText(desk, ['**평양** 평양']);
});

test('the words of a picture', async ({ signInAs }) => {
  const desk = await signInAs('author');
  const author = await emptyText(desk);
  const figure = await addPicture(desk, { alt: 'A river' });
  await figure.getByLabel('Caption').click();
  await author.type('두만강 3월');
  await desk.keyboard.press('Tab'); // leaves the field with the syllable open
  await author.write('찍은이');
  await expect(figure.getByLabel('Caption')).toHaveValue('두만강 3월');
  await expect(figure.getByLabel('Credit')).toHaveValue('찍은이');
  await figure.getByLabel('Alternative text').fill('');
  await author.type('강물');
  await author.press('Enter', { syllable: '물', finishedFirst: true });
  await author.write('그 아래');
  await expectText(desk, ['그 아래']);
  await expect(figure.getByLabel('Caption')).toHaveValue('두만강 3월');
  await expect(figure.getByLabel('Credit')).toHaveValue('찍은이');
  await expect(figure.getByLabel('Alternative text')).toHaveValue('강물');
});

test('the cells of a table', async ({ signInAs }) => {
  const desk = await signInAs('author');
  const author = await emptyText(desk);
  await textOf(desk).evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', '<table><tr><th>해</th><th>배</th></tr><tr><td>가</td><td>나</td></tr></table>');
    text.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await textOf(desk).getByRole('cell').first().click();
  await desk.keyboard.press('End');
  await author.type('값');
  await author.press('Enter', { syllable: '값', finishedFirst: false });
  await author.type('둘');
  await author.press('ArrowLeft', { syllable: '둘', finishedFirst: true });
  await author.write('셋');
  await expectText(desk, ['해', '배', '가값', '셋둘', '나']);
});

test('a note', async ({ signInAs }) => {
  const desk = await signInAs('author');
  const author = await emptyText(desk);
  await author.write('배');
  await desk.keyboard.press('Control+Alt+n');
  await expect(desk.getByRole('textbox', { name: 'Text of the note' })).toBeFocused();
  await author.type('쪽 1');
  await author.write('장');
  await author.type('안개');
  await author.press('Enter', { syllable: '개', finishedFirst: false }); // back to the text
  await expect(textOf(desk)).toBeFocused();
  await author.write('는');
  await save(desk);
  await desk.reload();
  await expect(textOf(desk).locator(':scope > p').first()).toHaveText('배는');
  await expect(textOf(desk).getByTitle('쪽 1장안개')).toHaveCount(1);
});
