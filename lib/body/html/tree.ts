import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

/** A piece of HTML as `bodyFromHtml` looks at it. Names of elements and attributes are in lower case. */
export type Element = { name: string; attributes: Map<string, string>; children: Node[] };
export type Node = Element | string;

/**
 * Elements in one another beyond this are taken apart: what they hold stands in the last one that fits. No text that a
 * person wrote comes near, and whoever walks the tree may then do so by recursion.
 */
const deepest = 120;

/**
 * The tree of a piece of HTML, however broken. Nothing runs and nothing is fetched. Its work grows with the length of
 * `html` and nothing else: the library only takes it apart into tags and text, for its own tree, as a browser's, looks
 * through all open elements at each tag.
 */
export function treeOf(html: string): Element {
  const root = elementOf('');
  const open: Element[] = [root];
  /** How many elements of a name were too deep to be opened: their closing tags close nothing. */
  const unopened = new Map<string, number>();
  let tag: Element | null = null;
  let attribute = '';
  let value: string[] = [];

  const top = () => open[open.length - 1]!;
  const write = (text: string) => {
    const { children } = top();
    const last = children.length - 1;
    if (typeof children[last] === 'string') children[last] += text;
    else children.push(text);
  };
  /** Closes the nearest open element of `names`, and those in it, unless one of `within` stands between. */
  const close = (names: ReadonlySet<string>, within: ReadonlySet<string>) => {
    for (let index = open.length - 1; index > 0; index -= 1) {
      const { name } = open[index]!;
      if (names.has(name)) open.length = index;
      if (names.has(name) || within.has(name)) return;
    }
  };
  const begin = (element: Element) => {
    const implied = closedBy.get(element.name);
    if (implied) close(implied.names, implied.within);
    top().children.push(element);
    if (voids.has(element.name)) return;
    if (open.length < deepest) open.push(element);
    else {
      top().children.pop();
      unopened.set(element.name, (unopened.get(element.name) ?? 0) + 1);
    }
  };
  const finish = () => {
    if (tag) begin(tag);
    tag = null;
  };

  const events: TokenizerCallbacks = {
    ontext: (start, end) => write(html.slice(start, end)),
    ontextentity: (code) => write(String.fromCodePoint(code)),
    onopentagname: (start, end) => {
      const name = html.slice(start, end).toLowerCase();
      tag = elementOf(name === 'image' ? 'img' : name);
    },
    onattribname: (start, end) => {
      attribute = html.slice(start, end).toLowerCase();
      value = [];
    },
    onattribdata: (start, end) => void value.push(html.slice(start, end)),
    onattribentity: (code) => void value.push(String.fromCodePoint(code)),
    onattribend: () => {
      if (tag && !tag.attributes.has(attribute)) tag.attributes.set(attribute, value.join(''));
    },
    onopentagend: finish,
    onselfclosingtag: finish,
    onclosetag: (start, end) => {
      const name = html.slice(start, end).toLowerCase();
      const deeper = unopened.get(name) ?? 0;
      if (deeper > 0) unopened.set(name, deeper - 1);
      else if (name === 'br') begin(elementOf('br'));
      else if (!voids.has(name))
        close(new Set([name]), scopes.has(name) ? nothing : formatting.has(name) ? blocks : scopes);
    },
    oncdata: () => {},
    oncomment: () => {},
    ondeclaration: () => {},
    onprocessinginstruction: () => {},
    onend: () => {},
  };
  const tokenizer = new Tokenizer({ decodeEntities: true }, events);
  tokenizer.write(html);
  tokenizer.end();
  return root;
}

const elementOf = (name: string): Element => ({ name, attributes: new Map(), children: [] });

/** The text of a node and all in it. */
export const textOf = (node: Node): string => (typeof node === 'string' ? node : node.children.map(textOf).join(''));

/** Every element within, itself first, as they stand in the text. */
export function elementsIn(element: Element): Element[] {
  const found: Element[] = [];
  const waiting: Node[] = [element];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node === 'string') continue;
    found.push(node);
    for (let index = node.children.length - 1; index >= 0; index -= 1) waiting.push(node.children[index]!);
  }
  return found;
}

const set = (names: string) => new Set(names.split(' '));
const nothing: ReadonlySet<string> = new Set();
const voids = set('area base basefont br col embed frame hr img input keygen link meta param source track wbr');
/** What a closing tag does not reach out of. */
const scopes = set('table caption td th html body template figure');
const formatting = set('a abbr b big code em font i mark s small span strike strong sub sup tt u');
/** Elements that stand below one another rather than in a line. */
export const blocks: ReadonlySet<string> = set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre ' +
    'section select summary table tbody td tfoot th thead tr ul xmp',
);
const paragraph = set('p');
const headings = set('h1 h2 h3 h4 h5 h6');
const tables = set('table');

/** Closing tags that may be left out: what an opening tag closes by itself. */
const closedBy = new Map<string, { names: ReadonlySet<string>; within: ReadonlySet<string> }>([
  ...[...blocks]
    .filter((name) => !/^(body|caption|html|optgroup|option|select|t[dhr]|t(body|foot|head)|legend)$/.test(name))
    .map((name) => [name, { names: paragraph, within: scopes }] as const),
  ...[...headings].map((name) => [name, { names: new Set([...headings, 'p']), within: scopes }] as const),
  ['li', { names: set('li'), within: set('ul ol menu dir table td th') }],
  ['dd', { names: set('dd dt'), within: set('dl table td th') }],
  ['dt', { names: set('dd dt'), within: set('dl table td th') }],
  ['td', { names: set('td th'), within: tables }],
  ['th', { names: set('td th'), within: tables }],
  ['tr', { names: set('tr'), within: tables }],
  ['tbody', { names: set('tbody thead tfoot'), within: tables }],
  ['thead', { names: set('tbody thead tfoot'), within: tables }],
  ['tfoot', { names: set('tbody thead tfoot'), within: tables }],
  ['a', { names: set('a'), within: blocks }],
]);
