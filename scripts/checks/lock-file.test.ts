import { expect, test } from 'vitest';
import { compareVersions, lockFileFaults } from './lock-file.ts';

test('versions are compared as numbers, a version before its release being older', () => {
  expect(compareVersions('16.4.6', '16.4.6')).toBe(0);
  expect(compareVersions('16.10.0', '16.4.6')).toBeGreaterThan(0);
  expect(compareVersions('0.9.0', '0.41.3')).toBeLessThan(0);
  expect(compareVersions('5.0.0-beta.4', '5.0.0-beta.32')).toBeLessThan(0);
  expect(compareVersions('5.0.0', '5.0.0-beta.32')).toBeGreaterThan(0);
  expect(compareVersions('16.4.6-canary.1', '16.4.6')).toBeLessThan(0);
});

test('a nested copy below the floor, an address and a missing package are each named', () => {
  const faults = lockFileFaults({
    packages: {
      '': {},
      'node_modules/next': { version: '16.4.6' },
      'node_modules/next-auth/node_modules/nodemailer': { version: '6.10.1' },
      'node_modules/next/node_modules/tool': { version: '1.0.0', dependencies: { zod: '4', absent: '1' } },
      'node_modules/zod': { version: '4.6.7', resolved: 'https://registry.example/zod.tgz' },
    },
  });
  expect(faults).toContain('node_modules/next-auth/node_modules/nodemailer is 6.10.1, below 9.0.0.');
  expect(faults).toContain('node_modules/zod carries the address https://registry.example/zod.tgz.');
  expect(faults).toContain('node_modules/next/node_modules/tool asks for absent, which is not locked.');
  expect(faults.some((fault) => fault.includes('asks for zod'))).toBe(false);
  expect(faults).toContain('sharp has a floor but is not in the lock file.');
  expect(faults.some((fault) => fault.startsWith('node_modules/next '))).toBe(false);
});
