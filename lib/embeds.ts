/** A player that may stand in a page once somebody has pressed for it. */
export type EmbedFrame = { provider: string; src: string; shape: 'film' | 'sound' };

/** The hosts of players, and no others: what the pages' policy lets in (server/headers.ts). */
export const frameHosts = [
  'https://www.youtube-nocookie.com',
  'https://player.vimeo.com',
  'https://w.soundcloud.com',
] as const;

/** The player for an address that a reader could open; null for what can only be linked to. */
export function frameOf(address: string): EmbedFrame | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const [youtube, vimeo, soundcloud] = frameHosts;
  const youtubeId = youtubeIdOf(url);
  if (youtubeId) {
    const start = secondsOf(url.searchParams.get('t') ?? url.searchParams.get('start') ?? '');
    return {
      provider: 'YouTube',
      src: `${youtube}/embed/${youtubeId}?autoplay=1${start > 0 ? `&start=${start}` : ''}`,
      shape: 'film',
    };
  }
  const host = hostOf(url);
  const [, vimeoId, hash] = /^\/(?:video\/)?(\d{5,12})(?:\/([0-9a-f]{6,20}))?\/?$/.exec(url.pathname) ?? [];
  if ((host === 'vimeo.com' || host === 'player.vimeo.com') && vimeoId)
    return {
      provider: 'Vimeo',
      src: `${vimeo}/video/${vimeoId}?autoplay=1&dnt=1${hash ? `&h=${hash}` : ''}`,
      shape: 'film',
    };
  if (
    (host === 'soundcloud.com' || host === 'm.soundcloud.com') &&
    /^\/[\w-]+\/(sets\/)?[\w-]+\/?$/.test(url.pathname)
  ) {
    const track = encodeURIComponent(`https://soundcloud.com${url.pathname}`);
    return { provider: 'SoundCloud', src: `${soundcloud}/player/?url=${track}&auto_play=true`, shape: 'sound' };
  }
  return null;
}

const names: Record<string, string> = {
  'youtube.com': 'YouTube',
  'youtu.be': 'YouTube',
  'vimeo.com': 'Vimeo',
  'soundcloud.com': 'SoundCloud',
  'x.com': 'X',
  'twitter.com': 'X',
  'instagram.com': 'Instagram',
  'facebook.com': 'Facebook',
  'bsky.app': 'Bluesky',
  'tiktok.com': 'TikTok',
  'tv.naver.com': 'Naver TV',
  'tv.kakao.com': 'Kakao TV',
  'open.spotify.com': 'Spotify',
  'podcasts.apple.com': 'Apple Podcasts',
};

/** What people call the place that an address leads to: a name, or its host. */
export function sourceOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const host = hostOf(new URL(address));
  return names[host] ?? host;
}

const hostOf = (url: URL): string => url.hostname.toLowerCase().replace(/^www\./, '');

function youtubeIdOf(url: URL): string | undefined {
  const host = hostOf(url);
  if (host === 'youtu.be') return videoId(url.pathname.slice(1));
  if (!['youtube.com', 'm.youtube.com', 'music.youtube.com', 'youtube-nocookie.com'].includes(host)) return undefined;
  const [, named] = /^\/(?:embed|shorts|live|v)\/([^/]+)\/?$/.exec(url.pathname) ?? [];
  return videoId(named ?? (url.pathname === '/watch' ? (url.searchParams.get('v') ?? '') : ''));
}

const videoId = (text: string): string | undefined => /^[\w-]{11}$/.exec(text)?.[0];

/** '90', '90s', '1m30s', '1h2m3s'. */
function secondsOf(text: string): number {
  const [whole, hours = '0', minutes = '0', seconds = '0'] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(text) ?? [];
  if (!whole) return 0;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
