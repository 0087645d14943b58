import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-tool.ts';

/** Below any of these a build has a published hole. */
const floors: Record<string, string> = {
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  '@vercel/og': '1.0.3',
  satori: '0.33.5',
  sharp: '0.35.5',
  'next-auth': '5.0.0-beta.32',
  '@auth/core': '0.41.3',
  nodemailer: '9.0.0',
};

type Locked = {
  version?: string;
  resolved?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};
type LockFile = { packages: Record<string, Locked> };

/**
 * What is wrong with package-lock.json: addresses of a registry, a version below its floor (in nested copies too), or a
 * package that another one asks for and that is not there. `npm ci` refuses such a file; one made where some platform's
 * package could not be had looks like that.
 */
export function lockFileFaults(lock: LockFile = readLockFile()): string[] {
  const faults: string[] = [];
  const missing = new Set(Object.keys(floors));
  for (const [place, { version, resolved, link, dependencies, optionalDependencies }] of Object.entries(
    lock.packages,
  )) {
    if (resolved && !link) faults.push(`${place} carries the address ${resolved}.`);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
      if (!isFound(lock, place, name)) faults.push(`${place || 'The project'} asks for ${name}, which is not locked.`);
    const name = place.split('node_modules/').at(-1)!;
    const floor = floors[name];
    if (!floor || !version) continue;
    missing.delete(name);
    if (compareVersions(version, floor) < 0) faults.push(`${place} is ${version}, below ${floor}.`);
  }
  for (const name of missing) faults.push(`${name} has a floor but is not in the lock file.`);
  return faults;
}

/** Whether something at `place` would find `name`: beside it, or in a node_modules above. */
function isFound({ packages }: LockFile, place: string, name: string): boolean {
  if (packages[`${place && `${place}/`}node_modules/${name}`]) return true;
  return place !== '' && isFound({ packages }, place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/'))), name);
}

const readLockFile = () => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile;

/** Negative when `a` is older than `b`; a version before its release is older than the release. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [a, b].map((version) => {
    const [numbers, before = ''] = version.split('+')[0]!.split(/-(.*)/s);
    return { numbers: numbers!.split('.').map(Number), before };
  }) as [{ numbers: number[]; before: string }, { numbers: number[]; before: string }];
  for (let place = 0; place < 3; place++) {
    const difference = (first.numbers[place] ?? 0) - (second.numbers[place] ?? 0);
    if (difference !== 0) return difference;
  }
  if (!first.before || !second.before) return Number(!first.before) - Number(!second.before);
  return first.before.localeCompare(second.before, 'en', { numeric: true });
}
