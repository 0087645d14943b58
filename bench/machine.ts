import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Which cores do what: the first is for what is measured, the rest for the load. Null where nothing can be pinned. */
export const cores: { server: string; load: string; all: string } | null = findCores();

function findCores() {
  try {
    const [, allowed = ''] = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    const [server, ...others] = allowed.split(',').flatMap((range) => {
      const [from = 0, to = from] = range.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
    });
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return server && others.length > 0 ? { server, load: others.join(','), all: allowed } : null;
  } catch {
    return null; // not Linux, or without util-linux
  }
}

/** Moves a running process, all its threads and its children to `place`. */
export function moveTo(place: 'server' | 'load', pid: number): void {
  if (!cores) return;
  for (const one of treeOf(pid))
    try {
      execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores[place], String(one)], { stdio: 'ignore' });
    } catch {
      // gone meanwhile
    }
}

/** `pid` and all that it has started, directly or not. Linux only; elsewhere `pid` alone. */
function treeOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of existsSync('/proc') ? readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)) : [])
    try {
      parents.set(Number(name), Number(statOf(Number(name))[1]));
    } catch {
      // gone meanwhile
    }
  const tree = [pid];
  for (const parent of tree) for (const [child, of] of parents) if (of === parent) tree.push(child);
  return tree;
}

/** What the kernel says of a process, from its state on: its name before may hold spaces and brackets. */
const statOf = (pid: number): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');

/**
 * Megabytes of memory of a process and all that it has started: proportional set size, so that what several share counts
 * once. Null where the system does not tell.
 */
export function memoryOf(pid: number): number | null {
  let kilobytes = 0;
  for (const one of treeOf(pid))
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))![1]);
    } catch (error) {
      if (one === pid) return null;
      if ((error as NodeJS.ErrnoException).code === 'EACCES') return null;
      // gone meanwhile
    }
  return kilobytes / 1024;
}

/** Seconds of processor time that a process and all that it has started have used; null where the system does not tell. */
function processorTimeOf(pid: number): number | null {
  let ticks = 0;
  for (const one of treeOf(pid))
    try {
      const fields = statOf(one);
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      if (one === pid) return null;
    }
  return ticks / 100; // USER_HZ, the same on every Linux
}

/** Waits until a process and all that it has started use less than a tenth of a core, at most `seconds`. Returns whether they do. */
export async function calm(pid: number, seconds = 60): Promise<boolean> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const before = processorTimeOf(pid);
    await sleep(500);
    const after = processorTimeOf(pid);
    if (before === null || after === null || after - before <= 0.05) return true;
  }
  return false;
}

/** What the figures depend on, for whoever reads them. */
export function describeMachine(): Record<string, string> {
  const [model] = cpus();
  return {
    machine: `${cpus().length} × ${model?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${release()}`,
    pinned: cores
      ? `server and PostgreSQL on core ${cores.server}, load on core ${cores.load}`
      : 'nothing: there is one core, or no taskset. Server and load take time from each other, and no ratio here counts',
    'load before': loadavg()
      .map((value) => value.toFixed(2))
      .join(' '),
    node: process.version,
  };
}
