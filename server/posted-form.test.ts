import { describe, expect, test } from 'vitest';
import { namesAction, understandArguments, understandForm, writeAnew } from './posted-form.ts';

const id = 'a'.repeat(42);
const action = {
  $ACTION_REF_1: '',
  '$ACTION_1:0': `{"id":"${id}","bound":"$@1"}`,
  '$ACTION_1:1': '[{"status":"idle"}]',
};

/** A form as a browser sends it. */
async function multipart(fields: Record<string, string | Blob>): Promise<[Buffer, string]> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value as Blob);
  const sent = new Response(form);
  return [Buffer.from(await sent.arrayBuffer()), sent.headers.get('content-type')!];
}

const read = ({ body, contentType }: { body: Buffer; contentType: string }) =>
  new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();

describe('a form of ours', () => {
  test('is written anew, word for word, files too', async () => {
    const picture = new File([new Uint8Array([0xff, 0xd8, 13, 10, 0, 45, 45])], '나루.jpg', { type: 'image/jpeg' });
    const [body, type] = await multipart({ ...action, body: '첫 줄\r\n--둘째 줄 & "셋째"', picture });
    const understood = await understandForm(body, type, true);
    const form = await read(await writeAnew(understood));
    expect(form.get('body')).toBe('첫 줄\r\n--둘째 줄 & "셋째"');
    const file = form.get('picture') as File;
    expect([file.name, file.type]).toEqual(['나루.jpg', 'image/jpeg']);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array(await picture.arrayBuffer()));
    expect(understood.fields).toEqual([
      ...Object.entries(action),
      ['body', '첫 줄\r\n--둘째 줄 & "셋째"'],
      ['once', expect.stringMatching(/^[\w-]{32}$/)],
    ]);
  });

  test('may come as plain pairs', async () => {
    const body = Buffer.from(new URLSearchParams({ [`$ACTION_ID_${id}`]: '', name: '한소라' }).toString());
    const form = await read(await writeAnew(await understandForm(body, 'application/x-www-form-urlencoded', true)));
    expect(form.get('name')).toBe('한소라');
  });
});

describe('names no action of ours', () => {
  const refused = async (fields: Record<string, string>) =>
    expect(namesAction(await understandForm(...(await multipart(fields)), true))).toBe(false);

  test('but a form of our pages does', async () => {
    expect(namesAction(await understandForm(...(await multipart(action)), true))).toBe(true);
  });

  test('a form without, or with two', async () => {
    await refused({ name: 'Ann' });
    await refused({ [`$ACTION_ID_${id}`]: '', [`$ACTION_ID_${'b'.repeat(42)}`]: '' });
    await refused({ ...action, $ACTION_REF_2: '' });
  });

  test('a forged reference that React would follow', async () => {
    for (const state of ['["$F1"]', '[{"a":"$@0"}]', '[{"a":["$K1"]}]', '[1,2]', '{}', 'nothing'])
      await refused({ ...action, '$ACTION_1:1': state });
    for (const named of ['{"id":"x","bound":"$@1"}', `{"id":"${id}","bound":"$@2"}`, `{"id":"${id}"}`, 'null', '['])
      await refused({ ...action, '$ACTION_1:0': named });
    await refused({ ...action, '$ACTION_1:2': '[]' });
  });
});

describe('is refused', () => {
  test('more fields, or a longer text, than any page has', async () => {
    const many = Object.fromEntries(Array.from({ length: 40_000 }, (_, number) => [`f${number}`, '']));
    const [body, type] = await multipart(many);
    await expect(understandForm(body, type, false)).rejects.toMatchObject({ status: 413 });
    const [long, longType] = await multipart({ body: '긴'.repeat(2_300_000) });
    await expect(understandForm(long, longType, false)).rejects.toMatchObject({ status: 413 });
  });

  test('what is no form', async () => {
    const form = 'multipart/form-data; boundary=x';
    await expect(understandForm(Buffer.from('nothing'), form, false)).rejects.toMatchObject({ status: 400 });
    await expect(understandForm(Buffer.from('{}'), 'application/json', false)).rejects.toMatchObject({ status: 415 });
    for (const text of ['{}', '"a"', '[', ''])
      expect(() => understandArguments(Buffer.from(text))).toThrow(expect.objectContaining({ status: 400 }));
    understandArguments(Buffer.from('[1]'));
  });
});
