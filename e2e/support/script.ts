import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const settings = [
  'DATABASE_URL',
  'AUTH_SECRET',
  'SITE_URL',
  'TRUSTED_PROXIES',
  'SMTP_URL',
  'MAIL_FROM',
  'SAMPLE_CONTENT',
];

/**
 * Runs what `npm run NAME -- ARGUMENTS` runs, without the second that npm itself takes, on a data folder, whatever this
 * machine's environment or .env says.
 */
export function runScript(
  name: 'backup' | 'restore' | 'owner',
  dataDir: string,
  args: string[] = [],
  given: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const unset = Object.fromEntries(settings.map((setting) => [setting, '']));
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((done, fail) => {
    const [, script] = scripts[name]!.split(' '); // node scripts/NAME.ts
    const child = spawn(process.execPath, [script!, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { NODE_ENV: 'production', PATH, HOME, NO_COLOR: '1', ...unset, DATA_DIR: dataDir, ...given },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    child.once('error', fail);
    child.once('close', (code) => done({ code, output }));
  });
}
