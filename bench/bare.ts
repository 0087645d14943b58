import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

/**
 * The ceiling: what Node's own server makes of the very same answers. Started as `node bench/bare.ts FILE PORT`, where FILE
 * holds what this server sent, by path.
 */
export type Recorded = Record<string, { headers: string[]; body: string }>;

const [file = '', port] = process.argv.slice(2);
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
const answers = new Map(
  Object.entries(recorded).map(([path, { headers, body }]) => [path, { headers, body: Buffer.from(body, 'base64') }]),
);
answers.set('/healthz', { headers: [], body: Buffer.from('ok\n') });

createServer((request, response) => {
  const answer = answers.get(request.url!);
  if (!answer) return void response.writeHead(404).end();
  response.writeHead(200, answer.headers);
  response.end(answer.body);
}).listen(Number(port), '127.0.0.1');

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));
