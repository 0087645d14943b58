import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cores } from './machine.ts';

export const root = join(import.meta.dirname, '..');

/** Which cores a program gets. */
export type Place = 'server' | 'load' | 'all';
type Options = { place: Place; env?: Record<string, string>; cwd?: string };

/** A program that runs beside this one, on its own cores, with settings of its own. */
export class Program {
  readonly name: string;
  readonly process: ChildProcess;
  output = '';
  /** What it printed for a program to read. */
  printed = '';
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;

  constructor(command: string, args: string[], { place, env = {}, cwd = root }: Options) {
    this.name = [command, ...args].find((word) => !word.startsWith('-') && word !== process.execPath) ?? command;
    const [program, ...rest] = cores ? ['taskset', '--cpu-list', cores[place], command, ...args] : [command, ...args];
    this.process = spawn(program!, rest, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a group of its own, which can be ended as a whole
      env: { ...surroundings(), ...env },
    });
    this.process.stdout!.setEncoding('utf8').on('data', (chunk) => {
      this.output += chunk;
      this.printed += chunk;
    });
    this.process.stderr!.setEncoding('utf8').on('data', (chunk) => (this.output += chunk));
    this.ended = new Promise((done, fail) => {
      this.process.once('error', fail);
      this.process.once('close', (code, signal) => done(code ?? signal!));
    });
    this.ended.catch(() => {});
    running.add(this);
    void this.ended.finally(() => running.delete(this)).catch(() => {});
  }

  get pid(): number {
    return this.process.pid!;
  }

  /** Waits until it has ended well, and returns what it printed. Throws with all that it said. */
  async result(): Promise<string> {
    const how = await this.ended;
    if (how !== 0) throw new Error(`${this.name} ended with ${how}: ${this.output.trim().slice(-2000)}`);
    return this.printed;
  }

  /** Waits until `isReady` says so. Throws when it has ended before, or after `seconds`. */
  async until(isReady: () => Promise<boolean>, { seconds = 180, every = 50 } = {}): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    while (Date.now() < deadline) {
      if (!running.has(this)) throw new Error(`${this.name} ended: ${this.output.trim().slice(-2000)}`);
      if (await isReady()) return;
      await sleep(every);
    }
    throw new Error(`${this.name} was not ready after ${seconds} seconds: ${this.output.trim().slice(-2000)}`);
  }

  /** Ends it as Ctrl-C does, and waits; what does not end in twenty seconds is killed. */
  async stop(): Promise<void> {
    if (!running.has(this)) return;
    this.process.kill('SIGINT');
    const late = setTimeout(() => this.process.kill('SIGKILL'), 20_000);
    await this.ended;
    clearTimeout(late);
  }
}

/** Every program that still runs: none outlives the bench. */
const running = new Set<Program>();
process.once('exit', () => {
  for (const { pid } of running) process.kill(-pid, 'SIGTERM');
});

/** As here (npm needs its settings and certificates), but every setting of the magazine is absent, whatever .env says. */
function surroundings(): NodeJS.ProcessEnv {
  const { NEXT_DIST_DIR: _, BUILD_ID: __, ...others } = process.env;
  const settings =
    'PORT HOST SITE_URL TRUSTED_PROXIES DATA_DIR DATABASE_URL SMTP_URL MAIL_FROM AUTH_SECRET SAMPLE_CONTENT';
  return {
    ...others,
    ...Object.fromEntries(settings.split(' ').map((name) => [name, ''])),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    TZ: 'UTC',
  };
}
