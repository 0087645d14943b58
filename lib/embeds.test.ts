import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameHosts, frameOf, sourceOf } from './embeds.ts';

test('every spelling of a film leads to its player, without cookies, where it was to begin', () => {
  const player = 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1';
  for (const address of [
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1',
    'https://youtu.be/dQw4w9WgXcQ?si=abc',
    'https://m.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com/shorts/dQw4w9WgXcQ',
    'https://www.youtube.com/live/dQw4w9WgXcQ',
    'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
  ])
    expect(frameOf(address)?.src, address).toBe(player);
  expect(frameOf('https://youtu.be/dQw4w9WgXcQ?t=1m30s')?.src).toBe(`${player}&start=90`);
  expect(frameOf('https://vimeo.com/123456789/abcdef1234')?.src).toBe(
    'https://player.vimeo.com/video/123456789?autoplay=1&dnt=1&h=abcdef1234',
  );
  expect(frameOf('https://soundcloud.com/someone/a-song')).toMatchObject({ provider: 'SoundCloud', shape: 'sound' });
});

test('what has no player is linked to, by its name', () => {
  for (const address of [
    'https://x.com/someone/status/1',
    'https://www.youtube.com/@someone',
    'https://youtube.com.example.org/watch?v=dQw4w9WgXcQ',
    'https://example.org/youtu.be/dQw4w9WgXcQ',
    'https://www.youtube.com/watch?v="><script>',
    'https://vimeo.com/about',
  ])
    expect(frameOf(address), address).toBeNull();
  expect(sourceOf('https://x.com/someone/status/1')).toBe('X');
  expect(sourceOf('https://www.example.org/film')).toBe('example.org');
});

test('whatever the address, a player stands on one of the hosts that the policy lets in', () => {
  const hosts = ['youtube.com', 'youtu.be', 'vimeo.com', 'soundcloud.com'];
  fc.assert(
    fc.property(fc.constantFrom(...hosts), fc.webPath(), fc.webQueryParameters(), (host, path, query) => {
      const frame = frameOf(`https://${host}${path}?${query}`);
      if (frame) expect(frameHosts).toContain(new URL(frame.src).origin);
    }),
  );
});
