import { type Browser, chromium, type Page } from 'playwright';
import type postgres from 'postgres';
import { type Block, type Body, bodyOf } from '#lib/body/body';
import { paths } from '#lib/paths';
import { findChromium } from '../../e2e/support/chromium.ts';
import { type Bench, type Found, size, withServers } from '../bench.ts';
import { median, percentile } from '../figures.ts';
import { calm } from '../machine.ts';
import { editor, ingredientsOf } from '../magazine/fill.ts';
import { countWords, type Ingredients } from '../magazine/magazine.ts';
import { withDatabase } from '../magazine/measured.ts';
import { openSession } from '../magazine/session.ts';
import { startMagazine } from '../servers.ts';

const words = 20_000;
const figures = 100;
/** Between two keys, in milliseconds: a fast typist, and time enough for what a key sets off to meet the next one. */
const pace = 90;

/**
 * What an author waits for in a long article: until it can be written in, and until a key shows. Both are measured in the
 * browser, at the desk as it is: nothing in the product knows of it.
 */
export async function measureEditor({ home, quick, say }: Bench): Promise<Found> {
  const rounds = quick ? 2 : 9;
  const keys = quick ? 60 : 400;
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium here. Install one, or set CHROMIUM to its path.');
  const databaseUrl = await home.copy(size, 'bench_editor');
  const { path, token } = await withDatabase(databaseUrl, async (sql) => ({
    path: paths.desk.article(await draftLong(sql, await ingredientsOf(sql))),
    token: await openSession(sql),
  }));
  return withServers(async (keep) => {
    const { url, pid } = await keep(startMagazine({ dataDir: home.newDataDir('editor'), databaseUrl }));
    await calm(pid);
    const browser = await chromium.launch({ executablePath, args: flags });
    try {
      const opened: number[] = [];
      const shown: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const page = await openPage(browser, url, token);
        await page.goto(url + path);
        opened.push(await page.evaluate(() => window.editable));
        if (round === rounds - 1) shown.push(...(await typeInTheMiddle(page, keys)));
        await page.context().close();
      }
      say(`open in ${opened.map((time) => time.toFixed(0)).join(', ')} ms`);
      const opening = `median of ${rounds}, from navigation to a text that takes keys; ${words.toLocaleString('en')} words, ${figures} figures, nothing cached`;
      const typing = `of ${shown.length} keys in the middle of it, ${pace} ms apart, from the key's own time to what follows its frame, saves included`;
      return {
        figures: [
          { name: 'a long article opens at the desk', value: median(opened), unit: 'ms', how: opening },
          { name: 'key to paint in a long article, median', value: median(shown), unit: 'ms', how: typing },
          { name: 'key to paint in a long article, p95', value: percentile(shown, 95), unit: 'ms', how: typing },
        ],
      };
    } finally {
      await browser.close();
    }
  });
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

declare global {
  interface Window {
    /** Milliseconds from navigation until the text takes keys. */
    editable: Promise<number>;
    /** Milliseconds from each key to what follows its frame. */
    keyTimes: number[];
  }
}

/** A page of a browser that was never here, with the editor of the bench signed in. */
async function openPage(browser: Browser, url: string, token: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name: 'authjs.session-token', value: token, url }]);
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.editable = new Promise((done) => {
      const look = () => {
        const text = document.querySelector('[role="textbox"][contenteditable="true"]');
        if (!text?.querySelector('p') || text.closest('fieldset')?.disabled) return requestAnimationFrame(look);
        done(performance.now());
      };
      requestAnimationFrame(look);
    });
    window.keyTimes = [];
    const after = new MessageChannel();
    const pending: number[] = [];
    after.port1.onmessage = () => {
      for (const began of pending.splice(0)) window.keyTimes.push(performance.now() - began);
    };
    window.addEventListener(
      'keydown',
      (event) =>
        requestAnimationFrame(() => {
          pending.push(event.timeStamp);
          after.port2.postMessage(null); // heard when the frame is drawn
        }),
      true,
    );
  });
  return page;
}

async function typeInTheMiddle(page: Page, keys: number): Promise<number[]> {
  const text = page.locator('[role="textbox"][contenteditable="true"]');
  const paragraphs = text.locator(':scope > p');
  const middle = paragraphs.nth(Math.floor((await paragraphs.count()) / 2));
  await middle.scrollIntoViewIfNeeded();
  await middle.click();
  const prose = 'the boat left at six and nobody saw it come back until the fog had gone '.repeat(20);
  let next = performance.now();
  for (const letter of prose.slice(0, keys)) {
    await page.keyboard.press(letter);
    next = Math.max(next + pace, performance.now());
    await new Promise((done) => setTimeout(done, next - performance.now()));
  }
  return page.evaluate(() => window.keyTimes);
}

async function draftLong(sql: postgres.Sql, ingredients: Ingredients): Promise<string> {
  const [{ id }] = (await sql`
    insert into articles ${sql({ state: 'draft', created_by: editor.id })} returning id`) as [{ id: string }];
  const about = {
    article_id: id,
    number: 1,
    headline: 'A long article of the bench',
    slug: 'long',
    created_by: editor.id,
  };
  const [{ revisionId }] = (await sql`
    insert into revisions ${sql({ ...about, body: sql.json(longBody(ingredients)) })}
    returning id as "revisionId"`) as [{ revisionId: string }];
  await sql`update articles set draft_revision_id = ${revisionId} where id = ${id}`;
  return id;
}

/** Paragraphs of four sentences, a heading before every tenth, and the figures spread evenly among them. */
function longBody({ sentences, pictures }: Ingredients): Body {
  const content: Block[] = [];
  let written = 0;
  let drawn = 0;
  for (let number = 0; written < words; number++) {
    const text = Array.from({ length: 4 }, (_, index) => sentences.en[(number * 4 + index) % sentences.en.length]!);
    if (number % 10 === 9)
      content.push({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: text[0]! }] });
    content.push({ type: 'paragraph', content: [{ type: 'text', text: text.join(' ') }] });
    written += countWords(text.join(' '));
    for (; drawn < Math.floor((written / words) * figures); drawn++) {
      const media = pictures[drawn % pictures.length]!;
      content.push({
        type: 'figure',
        attrs: { media, alt: 'A drawing from the sample', caption: text[1]!, credit: 'The sample' },
      });
    }
  }
  return bodyOf(...content);
}
