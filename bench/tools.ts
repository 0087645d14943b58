import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder } from './magazine/home.ts';
import { Program } from './programs.ts';

/**
 * A tool that only the bench needs, from the registry, installed beside its data at the first use. Lighthouse alone is
 * 175 MB: too much for everyone who runs `npm ci`. Returns the file that Node runs.
 */
export async function npmTool(name: string, version: string, file: string): Promise<string> {
  const folder = join(benchFolder, 'tools', `${name}-${version}`);
  const program = join(folder, 'node_modules', name, file);
  if (existsSync(program)) return program;
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
  await new Program('npm', [...args, `${name}@${version}`], { place: 'all' }).result();
  return program;
}
