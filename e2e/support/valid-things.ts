import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Validator, { type Issue } from '@adobe/structured-data-validator';

const root = join(import.meta.dirname, '../..');

/** What a page says of itself, whole: with its `@context`. */
export type SaidThing = { '@context': string; '@type'?: string; '@graph'?: { '@type': string }[] };

/**
 * Throws with what is wrong in what pages say to search engines: types, names or values that schema.org does not know, and
 * what Google asks for where it shows more than a link.
 */
export async function mustBeValidThings(said: SaidThing[]): Promise<void> {
  const faults = [...(await faultsOfVocabulary(said)), ...(await faultsForGoogle(said))];
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

/** The vocabulary comes as types (schema-dts, made by Google of schema.org's own files): what was said is compiled. */
async function faultsOfVocabulary(said: SaidThing[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'things-'));
  try {
    const written = said.map((thing) => {
      const type = '@graph' in thing ? 'Graph' : 'WithContext<Thing>';
      return `export const said${said.indexOf(thing)}: ${type} = ${JSON.stringify(thing, withoutConstraints, 2)};\n`;
    });
    writeFileSync(
      join(folder, 'things.ts'),
      `import type { Graph, Thing, WithContext } from 'schema-dts';\n${written.join('')}`,
    );
    const compilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      module: 'nodenext',
      types: [],
      paths: { 'schema-dts': [join(root, 'node_modules/schema-dts/dist/schema.d.ts')] },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['things.ts'] }));
    return await new Promise((done) => {
      execFile(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], (fault, output) =>
        done(fault ? [output || String(fault)] : []),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What an action asks for, 'query-input', has no types: https://schema.org/docs/actions.html#part-4 */
const withoutConstraints = (name: string, value: unknown): unknown => (name.endsWith('-input') ? undefined : value);

async function faultsForGoogle(said: SaidThing[]): Promise<string[]> {
  const things = said.flatMap((thing) => thing['@graph'] ?? [thing as { '@type': string }]);
  const jsonld = Object.groupBy(things, (thing) => thing['@type']);
  const issues: Issue[] = await new Validator().validate({ jsonld, microdata: {}, rdfa: {} });
  return issues.map(({ rootType, issueMessage, path }) => `${rootType}: ${issueMessage} at ${JSON.stringify(path)}`);
}
