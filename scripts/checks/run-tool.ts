import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** Runs one of the tools in node_modules/.bin from the root of the repository. Returns how it ended and all it said. */
export function runTool(name: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(join(root, 'node_modules/.bin', name), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', NEXT_TELEMETRY_DISABLED: '1' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', fail);
    child.once('close', (code) => done({ code, output: output.trim() }));
  });
}

/** What a tool complains of: nothing when it ended well. */
export async function faultsOf(name: string, ...args: string[]): Promise<string[]> {
  const { code, output } = await runTool(name, args);
  return code === 0 ? [] : [output || `${name} ended with code ${code}.`];
}
