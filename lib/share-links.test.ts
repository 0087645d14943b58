import { expect, it } from 'vitest';
import { mailLink, shareLinks } from './share-links.ts';

const address = 'https://magazine.example/articles/%ED%8F%89%EC%96%91';

it('carries address and headline whole to each service', () => {
  for (const { href } of shareLinks(address, 'Rails & “rivers” 평양?')) {
    const url = new URL(href);
    expect(url.protocol).toBe('https:');
    expect([...url.searchParams.values()].join(' ')).toContain(address);
  }
  expect(new URL(mailLink(address, 'A & B')).searchParams.get('subject')).toBe('A & B');
});
