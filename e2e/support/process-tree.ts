import { readdirSync, readFileSync } from 'node:fs';
import type { Site } from './site.ts';

/** Megabytes that the site and what it has started hold, without its database: proportional set size. */
export function memoryOfAll(site: Site): number {
  const kilobytes = treeOf(site).map((pid) =>
    Number(/^Pss:\s+(\d+)/m.exec(readOrNull(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0),
  );
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024);
}

/** The process of the site and those that it has started, but for its database. */
export function treeOf(site: Site): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = readOrNull(`/proc/${name}/stat`);
    if (stat) parents.set(Number(name), Number(stat.split(') ').at(-1)!.split(' ')[1]));
  }
  const tree = [site.process.pid!];
  for (const parent of tree)
    for (const [child, of] of parents) if (of === parent && !isPostgres(child)) tree.push(child);
  return tree;
}

const isPostgres = (pid: number): boolean => (readOrNull(`/proc/${pid}/comm`) ?? '').startsWith('postgres');

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // gone meanwhile
  }
}
