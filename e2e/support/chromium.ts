import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** The browser that journeys run in: $CHROMIUM, Playwright's own, or one of this machine. Null when there is none. */
export function findChromium(): string | null {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin');
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds a Chromium, or installs one, and says which. Throws an Error with one sentence when neither works: the browser
 * tests are never skipped for want of a browser.
 */
export function provideChromium(say: (sentence: string) => void): string {
  const found = findChromium();
  if (found) {
    say(`The browser tests use ${found}.`);
    return found;
  }
  const withApt = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  const commands = withApt
    ? ['apt-get update', 'apt-get install -y --no-install-recommends chromium']
    : ['npx playwright install chromium'];
  say(`There is no Chromium here; installing one with \`${commands.join(' && ')}\`.`);
  const done = commands.every((command) => {
    const [program = '', ...args] = command.split(' ');
    return (
      spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
        .status === 0
    );
  });
  const installed = findChromium();
  if (done && installed) {
    say(`Installed: the browser tests use ${installed}.`);
    return installed;
  }
  throw new Error(
    `No Chromium was found and it could not be installed. Run \`${commands.join(' && ')}\`, or set CHROMIUM to the path of one.`,
  );
}
