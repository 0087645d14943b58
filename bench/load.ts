import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { browserHeaders } from './ask.ts';
import { Program } from './programs.ts';
import { npmTool } from './tools.ts';

export type Load = { rate: number; p50: number; p99: number };

const connections = 64;
/** One that answers slowly under 64 connections is slow, not broken. */
const patience = 30;

const hasWrk = spawnSync('wrk', ['--version'], { stdio: 'ignore' }).error === undefined;
export const loadTool: string = hasWrk
  ? wrkVersion()
  : 'autocannon 8.0.0 (wrk is faster: install it for figures that count)';

/** With fewer answers there is little to say of their latency. */
const leastAnswers = 50;

/**
 * Asks for one address over 64 connections for some seconds; for twice as long, and twice again, where a server is so slow
 * that little came. After each time `settle` waits until the server has also finished what nobody waits for any more.
 * Throws when an answer was not a success.
 */
export async function load(url: string, seconds: number, settle: () => Promise<unknown>): Promise<Load> {
  for (let longer = 1; longer <= 16; longer *= 2) {
    const result = await (hasWrk ? loadByWrk(url, seconds * longer) : loadByAutocannon(url, seconds * longer));
    await settle();
    const answers = Math.round(result.rate * seconds * longer);
    if (answers >= leastAnswers || (longer === 16 && answers > 0)) return result;
  }
  throw new Error(`${url} gave no answer in ${seconds * 16} s.`);
}

async function loadByWrk(url: string, seconds: number): Promise<Load> {
  const headers = Object.entries(browserHeaders).flatMap(([name, value]) => ['--header', `${name}: ${value}`]);
  const script = join(import.meta.dirname, 'wrk-report.lua');
  const args = `--threads 1 --connections ${connections} --duration ${seconds}s --timeout ${patience}s --script`.split(
    ' ',
  );
  const printed = await new Program('wrk', [...args, script, ...headers, url], { place: 'load' }).result();
  const report = JSON.parse(/^REPORT (.*)$/m.exec(printed)![1]!) as Record<
    'requests' | 'duration' | 'p50' | 'p99' | 'refused' | 'broken',
    number
  >;
  if (report.refused + report.broken > 0)
    throw new Error(`${url}: ${report.refused} answers were no success, ${report.broken} never came.`);
  return { rate: report.requests / (report.duration / 1e6), p50: report.p50 / 1000, p99: report.p99 / 1000 };
}

async function loadByAutocannon(url: string, seconds: number): Promise<Load> {
  const tool = await npmTool('autocannon', '8.0.0', 'autocannon.js');
  const headers = Object.entries(browserHeaders).flatMap(([name, value]) => ['--headers', `${name}=${value}`]);
  const args = ['--json', '--connections', connections, '--duration', seconds, '--timeout', patience].map(String);
  const program = new Program(process.execPath, [tool, ...args, ...headers, url], { place: 'load' });
  const report = JSON.parse(await program.result()) as {
    requests: { average: number };
    latency: { p50: number; p99: number };
    non2xx: number;
    errors: number;
  };
  if (report.non2xx + report.errors > 0)
    throw new Error(`${url}: ${report.non2xx} answers were no success, ${report.errors} never came.`);
  return { rate: report.requests.average, p50: report.latency.p50, p99: report.latency.p99 };
}

function wrkVersion(): string {
  const [, version = ''] = /^wrk\s+(\S+)/.exec(spawnSync('wrk', ['--version'], { encoding: 'utf8' }).stdout) ?? [];
  return `wrk ${version}`;
}
