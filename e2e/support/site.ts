import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');

/** A magazine as its owner would run it: what `npm start` runs, a process of its own, on real folders and sockets. */
export class Site {
  readonly port: number;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** All that it has said on the terminal. */
  output = '';
  /** How it ended: its exit code, or the signal that killed it. */
  readonly ended: Promise<number | string>;

  constructor(port: number, dataDir: string, settings: Record<string, string>, checkout = root, args: string[] = []) {
    this.port = port;
    this.dataDir = dataDir;
    this.process = spawn(process.execPath, [...startArguments(checkout), ...args], {
      cwd: checkout,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { NODE_ENV: 'production', ...surroundings(), ...unset, PORT: String(port), DATA_DIR: dataDir, ...settings },
    });
    for (const stream of [this.process.stdout!, this.process.stderr!])
      stream.setEncoding('utf8').on('data', (chunk) => (this.output += chunk));
    this.ended = new Promise((done, fail) => {
      this.process.once('error', fail);
      this.process.once('close', (code, signal) => done(code ?? signal!));
    });
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** The one-time link by which the owner signs in, as printed. */
  get ownerLink(): string {
    const [link] = /http:\/\/\S+\/sign-in\/\S+/.exec(this.output) ?? [];
    if (!link) throw new Error(`No sign-in link was printed:\n${this.output}`);
    return link;
  }

  /** Waits until the site answers and has said all it says at its start. Throws when it ends before. */
  async ready(seconds = 600): Promise<this> {
    const deadline = Date.now() + seconds * 1000;
    let isRunning = true;
    void this.ended.then(() => (isRunning = false));
    while (Date.now() < deadline) {
      if (!isRunning) throw new Error(`The site ended with ${await this.ended}:\n${this.output}`);
      if (this.output.includes('Ctrl-C stops it') && (await this.answers('/readyz'))) return this;
      await sleep(50);
    }
    throw new Error(`The site was not ready after ${seconds} seconds:\n${this.output}`);
  }

  async answers(path: string): Promise<boolean> {
    return fetch(this.url + path).then(
      (answer) => answer.ok,
      () => false,
    );
  }

  /** Ends the process as Ctrl-C does and waits until it is gone. Returns how it ended. */
  stop(): Promise<number | string> {
    this.process.kill('SIGINT');
    return this.ended;
  }
}

/** What `npm start` gives to Node in a checkout. */
export function startArguments(checkout = root): string[] {
  const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  return (scripts.start as string).split(' ').slice(1);
}

/** The sites and folders of this process, so that none outlives its test. */
const started = new Set<Site>();
const folders = new Set<string>();
process.once('exit', () => {
  for (const { process } of started) process.kill('SIGTERM'); // also when the tests are cut short
});

/** Stops every site that still runs and removes every folder. */
export async function clearAway(): Promise<void> {
  await Promise.all([...started].map((site) => site.stop()));
  started.clear();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}

/** Starts a site on a free port and a new folder, or on those given, of this checkout or another. `settings` are environment variables. */
export async function startSite(
  settings: Record<string, string> = {},
  { port, dataDir, checkout, args }: { port?: number; dataDir?: string; checkout?: string; args?: string[] } = {},
): Promise<Site> {
  const site = new Site(port ?? (await freePort()), dataDir ?? newFolder(), settings, checkout, args);
  started.add(site);
  return site;
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mansudae-e2e-'));
  chmodSync(folder, 0o755); // started as root, PostgreSQL runs under an account of its own
  folders.add(folder);
  return folder;
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

/** Every setting absent, whatever this machine's environment or .env says. */
const unset = Object.fromEntries(
  ['HOST', 'SITE_URL', 'TRUSTED_PROXIES', 'DATABASE_URL', 'SMTP_URL', 'MAIL_FROM', 'AUTH_SECRET', 'SAMPLE_CONTENT'].map(
    (name) => [name, ''],
  ),
);

/** What a process needs of its surroundings, and the zone in which forgetting a zone shows. */
export function surroundings(): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR = '', NEXT_DIST_DIR } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR && { TMPDIR }),
    ...(NEXT_DIST_DIR && { NEXT_DIST_DIR }),
    TZ: 'Pacific/Kiritimati',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
