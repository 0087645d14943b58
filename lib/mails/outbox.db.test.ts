import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { expect, test, vi } from 'vitest';
import { db } from '#db/client';
import { mails } from '#db/schema/mails';
import { settings } from '#db/schema/settings';
import { sendMail } from './jobs.ts';
import { queueMail } from './mutations.ts';

test('without a mail server a mail becomes a file, and its link appears in the terminal', async () => {
  await db.update(settings).set({ timeZone: 'Asia/Seoul' });
  const terminal = vi.spyOn(console, 'log').mockImplementation(() => {});
  await db.transaction((tx) =>
    queueMail(tx, {
      to: 'reader@mail.example',
      subject: '확인해 주세요: Confirm!',
      blocks: [{ text: 'Somebody asked.' }, { link: '/follow/confirm/abc', label: 'Say yes' }],
    }),
  );
  const [mail] = await db.select().from(mails);
  await sendMail(mail!.id, false);

  const folder = join(process.env.DATA_DIR!, 'outbox');
  const [file, ...more] = readdirSync(folder);
  expect(more).toEqual([]);
  expect(file).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-확인해-주세요-confirm-[0-9a-f]{4}\.eml$/);
  const bytes = readFileSync(join(folder, file!));
  expect(bytes.toString('latin1')).toMatch(/^Date: .* \+0900\r$/m);
  const written = await simpleParser(bytes);
  expect(written.subject).toBe('확인해 주세요: Confirm!');
  expect(written.from?.value).toEqual([{ name: 'Mansudae Korea', address: 'no-reply@localhost' }]);
  expect(written.text).toContain('http://localhost:3000/follow/confirm/abc');
  expect(terminal.mock.calls.flat().join('\n')).toContain('    http://localhost:3000/follow/confirm/abc\n');
  expect((await db.select().from(mails))[0]?.state).toBe('sent');
});
