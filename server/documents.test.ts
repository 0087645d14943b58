import { expect, it } from 'vitest';
import { asDocument } from './documents.ts';

it("takes the framework's scripts and their preloads out of a page", () => {
  const html =
    '<head><link rel="preload" as="script" href="/_next/static/a.js"/><script src="/_next/static/a.js" async=""></script></head><p>Text</p><script>self.__next_f.push("<b>")</script>';
  expect(asDocument(html)).toBe('<head></head><p>Text</p>');
});

it('keeps structured data, our own script, and other preloads', () => {
  const html =
    '<link rel="preload" as="font" href="/f.woff2"/><script type="application/ld+json">{"a":1}</script><script src="/reader.js?v=1" defer=""></script>';
  expect(asDocument(html)).toBe(html);
});
