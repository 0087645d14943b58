import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import jsonFeedSchema from 'jsonfeed-schema/schema-v1.1.json' with { type: 'json' };
import { RelaxNGValidator, XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

/*
 * Whether what we write for programs is what its format says. libxml2 holds XML against schemas; those that no package brings
 * are written down in schemas/ from their specifications.
 */
xmlRegisterFsInputProviders(); // a schema may be in several files

const schemas = {
  rss: 'rss.rng',
  atom: 'atom.rng',
  sitemap: 'sitemap.xsd',
  sitemapIndex: 'sitemap-index.xsd',
};

const validators = new Map<keyof typeof schemas, RelaxNGValidator | XsdValidator>();

function validatorOf(kind: keyof typeof schemas): RelaxNGValidator | XsdValidator {
  const known = validators.get(kind);
  if (known) return known;
  const path = join(import.meta.dirname, 'schemas', schemas[kind]);
  const schema = XmlDocument.fromBuffer(readFileSync(path), { url: pathToFileURL(path).href });
  const made = path.endsWith('.rng') ? RelaxNGValidator.fromDoc(schema) : XsdValidator.fromDoc(schema);
  validators.set(kind, made);
  return made;
}

/** Throws with what is wrong, and where, in XML that is not what its format says; also where it is not well-formed. */
export function mustBeValid(kind: keyof typeof schemas, xml: string): void {
  const document = XmlDocument.fromString(xml);
  try {
    validatorOf(kind).validate(document);
  } finally {
    document.dispose();
  }
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const isJsonFeed = ajv.compile(jsonFeedSchema);

/** The same of JSON Feed 1.1. */
export function mustBeJsonFeed(json: string): void {
  if (!isJsonFeed(JSON.parse(json))) throw new Error(ajv.errorsText(isJsonFeed.errors));
}
