import { isEmbedAddress, isLinkTarget } from '../rules.ts';

/**
 * Where a link of foreign HTML may lead: without the detours that search engines and mail programs put before it, never to
 * a script or a file of somebody's disk. Null when it leads nowhere from here: its words stay.
 */
export function linkOf(address: string | undefined): string | null {
  const href = unwrapped(tidy(address ?? ''));
  if (isLinkTarget(href)) return href;
  if (/^www\.[^\s/]+\.[^\s]/i.test(href)) return linkOf(`https://${href}`);
  if (!/^(https?|mailto):/i.test(href) || !URL.canParse(href)) return null;
  const written = new URL(href).href; // with its spaces and the like spelled out
  return isLinkTarget(written) ? written : null;
}

const tidy = (address: string): string => address.replace(/[\t\n\r]/g, '').trim();

function unwrapped(address: string): string {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return address;
  const url = new URL(address);
  const target = detours.find(([host, path]) => host.test(url.hostname) && path.test(url.pathname))?.[2];
  const inner = target?.map((name) => url.searchParams.get(name)).find((value) => value && /^https?:\/\//i.test(value));
  return inner ?? address;
}

const detours: [host: RegExp, path: RegExp, parameters: string[]][] = [
  [/(^|\.)google\.[a-z.]{2,6}$/, /^\/url$/, ['q', 'url']],
  [/(^|\.)safelinks\.protection\.outlook\.com$/, /^\//, ['url']],
  [/^lm?\.(facebook|instagram)\.com$/, /^\/(l\.php)?$/, ['u']],
  [/(^|\.)youtube\.com$/, /^\/redirect$/, ['q']],
];

/**
 * The page of a film or recording that stands in a frame, or whose address this is; null when it is none that we know.
 * Only what is known becomes a card by itself: a frame is as often an advertisement.
 */
export function filmAddress(address: string): string | null {
  const href = address.startsWith('//') ? `https:${address}` : address;
  if (!/^https?:/i.test(href) || !URL.canParse(href)) return null;
  const url = new URL(href);
  const host = url.hostname.replace(/^(www|m|player)\./, '');
  const [, first = '', second = ''] = url.pathname.split('/');
  const page = (): string | null => {
    switch (host) {
      case 'youtube.com':
      case 'youtube-nocookie.com': {
        const id = /^(embed|shorts|live)$/.test(first)
          ? second
          : first === 'watch'
            ? (url.searchParams.get('v') ?? '')
            : '';
        return /^[\w-]{6,20}$/.test(id) ? `https://www.youtube.com/watch?v=${id}` : null;
      }
      case 'youtu.be':
        return /^[\w-]{6,20}$/.test(first) ? `https://www.youtube.com/watch?v=${first}` : null;
      case 'vimeo.com': {
        const id = first === 'video' ? second : first;
        return /^\d{5,12}$/.test(id) ? `https://vimeo.com/${id}` : null;
      }
      case 'dailymotion.com': {
        const id = first === 'embed' ? url.pathname.split('/')[3] : first === 'video' ? second : undefined;
        return id && /^\w{4,20}$/.test(id) ? `https://www.dailymotion.com/video/${id}` : null;
      }
      case 'tv.naver.com':
        return /^(v|embed)$/.test(first) && /^\d+$/.test(second) ? `https://tv.naver.com/v/${second}` : null;
      default:
        return null;
    }
  };
  const film = page();
  return film !== null && isEmbedAddress(film) ? film : null;
}
