import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newFolder, surroundings } from './site.ts';

const root = join(import.meta.dirname, '../..');

/** A copy of this checkout, to build and to change: its sources, and its packages by hard links. */
export class Checkout {
  readonly folder: string;

  constructor() {
    this.folder = newFolder();
    const files = git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0').filter(Boolean);
    for (const file of files) {
      if (!existsSync(join(root, file))) continue;
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      cpSync(join(root, file), join(this.folder, file));
    }
    execFileSync('cp', ['-al', join(root, 'node_modules'), join(this.folder, 'node_modules')]);
  }

  /** Replaces `words` in every source that has them. Throws when there is none. Returns how many files it changed. */
  change(words: string, by: string): number {
    const changed = ['app', 'components', 'lib'].flatMap((folder) =>
      readdirSync(join(this.folder, folder), { recursive: true, encoding: 'utf8' })
        .map((name) => join(this.folder, folder, name))
        .filter((file) => /(?<!\.test)\.(tsx?|css)$/.test(file) && readFileSync(file, 'utf8').includes(words)),
    );
    if (changed.length === 0) throw new Error(`“${words}” stands in no source.`);
    for (const file of changed) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(words, by));
    return changed.length;
  }

  /** Starts `npm run build`'s own process, as the leader of a group with what it starts. */
  build(): ChildProcess {
    const env = { NODE_ENV: 'production' as const, ...surroundings() };
    return spawn(process.execPath, ['server/build.ts'], { cwd: this.folder, env, stdio: 'ignore', detached: true });
  }

  /** The id that the sources as they are would have. */
  sourceId(): string {
    const say = "import { sourceId } from './server/build.ts'; console.log(sourceId());";
    const options = { cwd: this.folder, encoding: 'utf8' as const };
    return execFileSync(process.execPath, ['--input-type=module', '--eval', say], options).trim();
  }

  /** The build in use. */
  get current(): string {
    return readlinkSync(join(this.folder, '.next/current')).split('/').at(-1)!;
  }

  isComplete(id: string): boolean {
    return existsSync(join(this.folder, '.next/builds', id, 'complete'));
  }

  hasBegun(id: string): boolean {
    return existsSync(join(this.folder, '.next/builds', id, 'server'));
  }
}

const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
