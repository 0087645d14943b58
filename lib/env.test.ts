import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

const settings = (source: Record<string, string | undefined>) => {
  const result = readEnv(source);
  if ('faults' in result) throw new Error(result.faults.join('\n'));
  return result.env;
};
const faults = (source: Record<string, string | undefined>) => {
  const result = readEnv(source);
  return 'faults' in result ? result.faults : [];
};

describe('settings that are good', () => {
  it('need none: each has a default, and an empty or blank value counts as absent', () => {
    const names = ['PORT', 'HOST', 'SITE_URL', 'TRUSTED_PROXIES', 'DATA_DIR', 'DATABASE_URL', 'SMTP_URL', 'MAIL_FROM'];
    const defaults = settings({});
    expect(defaults).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DATA_DIR: 'data', SAMPLE_CONTENT: true });
    expect(defaults.TRUSTED_PROXIES.check('127.0.0.1')).toBe(false);
    for (const nothing of ['', '  ']) {
      const blank = settings(Object.fromEntries([...names, 'AUTH_SECRET', 'SAMPLE_CONTENT'].map((n) => [n, nothing])));
      expect(JSON.stringify(blank)).toBe(JSON.stringify(defaults));
    }
  });

  it('are read as what they mean', () => {
    const read = settings({
      PORT: '8080',
      SITE_URL: 'https://Example.org:443/',
      TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8 ::1',
      SAMPLE_CONTENT: '0',
      DATABASE_URL: 'postgresql://magazine:p%40ss@db.example.org:5432/magazine?sslmode=require',
      SMTP_URL: 'smtps://desk:p%25@[::1]:465',
      MAIL_FROM: 'desk@example.org',
    });
    expect(read).toMatchObject({ PORT: 8080, SITE_URL: 'https://example.org', SAMPLE_CONTENT: false });
    expect(read.TRUSTED_PROXIES.check('10.1.2.3')).toBe(true);
    expect(read.TRUSTED_PROXIES.check('::1', 'ipv6')).toBe(true);
    expect(read.TRUSTED_PROXIES.check('11.1.2.3')).toBe(false);
  });

  it.each([
    'desk@example.org',
    'Mansudae Korea <desk@example.org>',
    '<desk@localhost>',
    '"Mansudae, Korea" <desk@example.org>',
    '만수대 코리아 <desk@example.org>',
  ])('mail may come from %s', (MAIL_FROM) => {
    expect(settings({ MAIL_FROM }).MAIL_FROM).toBe(MAIL_FROM);
  });
});

describe('a fault is told in a sentence', () => {
  it.each([
    ['PORT', ['many', '0', '65536', '-1', '80.5', '0x50'], 'must be a whole number from 1 to 65535'],
    ['SITE_URL', ['example.org', 'ftp://example.org', 'https://', 'nonsense'], 'must be an address such as'],
    [
      'SITE_URL',
      ['https://x@example.org', 'https://example.org/magazine', 'https://example.org?', 'https://example.org/#top'],
      'must have no user, path, query or fragment',
    ],
    [
      'TRUSTED_PROXIES',
      ['proxy.example', '10.0.0.0/64', '::1/129', '1.2.3.4/'],
      'must be addresses or subnets such as 10.0.0.0/8, and "',
    ],
    [
      'DATABASE_URL',
      ['mysql://host/name', 'host/name', 'postgres:name', 'postgres:///name', 'postgres://host', 'postgres://host/'],
      'must be an address with a host and a database: postgres://user:password@host/name',
    ],
    ['DATABASE_URL', ['postgres://user:50%@host/name'], 'must have %25 where its password has %'],
    ['SMTP_URL', ['mail.example.org:587', 'http://mail.example.org', 'smtp://', 'smtp:mail'], 'such as smtp://user'],
    [
      'MAIL_FROM',
      ['nonsense', 'Mansudae <nonsense>', 'desk@', 'a@example.org, b@example.org', 'Mansudae, Korea <a@example.org>'],
      'must be an address such as desk@example.org or Mansudae Korea <desk@example.org>',
    ],
    ['AUTH_SECRET', ['too short'], 'must have at least 32 characters'],
    ['SAMPLE_CONTENT', ['no', '2', 'true'], 'must be 0 or 1'],
  ])('%s: %j', (name, values, sentence) => {
    for (const value of values) {
      const told = faults({ MAIL_FROM: 'desk@example.org', [name]: value });
      expect(told, value).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
      expect(told[0], value).toContain(sentence);
      expect(told[0]).toMatch(/\.$/);
    }
  });

  it('naming what it is, unless that may hold a password', () => {
    expect(faults({ PORT: 'many' })).toEqual(['PORT must be a whole number from 1 to 65535 (it is "many").']);
    const told = faults({
      AUTH_SECRET: 'hunter2',
      DATABASE_URL: 'mysql://someone:hunter2@host/name',
      SMTP_URL: 'http://someone:hunter2@host',
      SITE_URL: 'https://someone:hunter2@example.org',
      PORT: 'smtp://someone:hunter2@host',
    });
    expect(told).toHaveLength(6); // and the sender that mail needs
    expect(told.join('\n')).not.toContain('hunter2');
  });

  it('beside every other fault', () => {
    const told = faults({
      PORT: 'many',
      SITE_URL: 'nonsense',
      TRUSTED_PROXIES: 'one.example 10.0.0.1 two.example',
      SMTP_URL: 'smtp://mail.example.org',
      SAMPLE_CONTENT: 'no',
    });
    expect(told.map((sentence) => sentence.split(' ')[0])).toEqual([
      'PORT',
      'SITE_URL',
      'TRUSTED_PROXIES',
      'TRUSTED_PROXIES',
      'SAMPLE_CONTENT',
      'MAIL_FROM',
    ]);
    expect(told.join('\n')).toContain('"one.example"');
    expect(told.join('\n')).toContain('"two.example"');
  });
});
