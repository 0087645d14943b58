import { SaxesParser } from 'saxes';

/** Throws where XML is not well-formed, names and their spaces included. Returns the names of its elements in order. */
export function readXml(xml: string): string[] {
  const names: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (fault) => {
    throw fault;
  });
  parser.on('opentag', ({ name }) => names.push(name));
  parser.write(xml).close();
  return names;
}
