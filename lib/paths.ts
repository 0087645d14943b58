import type { SharedKind } from '#lib/share-images/rules';

/** Addresses, spelled once. They are promises: see README, 'Addresses'. */
const part = encodeURIComponent;

export const paths = {
  front: '/',
  article: (slug: string) => `/articles/${part(slug)}`,
  /** Where a sentence of it is made a card, and that of one. `text` is what was selected. */
  quoting: (slug: string, text?: string) =>
    `/articles/${part(slug)}/quote${text === undefined ? '' : `?text=${part(text)}`}`,
  quote: (slug: string, digest: string) => `/articles/${part(slug)}/quote/${digest}`,
  card: (slug: string) => `/articles/${part(slug)}/card`,
  commentsFeed: (slug: string) => `/articles/${part(slug)}/comments.xml`,
  comment: (slug: string, id: string) => `/articles/${part(slug)}#comment-${id}`,
  shareImage: (slug: string, digest: string) => `/articles/${part(slug)}/share/${digest}.jpg`,
  shareImageOf: (kind: SharedKind, slug: string, digest: string) => `/share/${kind}/${part(slug)}/${digest}.jpg`,
  section: (slug: string) => `/sections/${part(slug)}`,
  topic: (slug: string) => `/topics/${part(slug)}`,
  series: (slug: string) => `/series/${part(slug)}`,
  author: (handle: string) => `/authors/${part(handle)}`,
  about: '/about',
  contact: '/contact',
  follow: '/follow',
  search: '/search',
  privacy: '/privacy',
  confirmFollow: (token: string) => `/follow/confirm/${part(token)}`,
  preview: (token: string) => `/preview/${part(token)}`,
  unsubscribe: (token: string) => `/unsubscribe/${part(token)}`,
  media: (file: string) => `/media/${file}`,
  feed: '/feed.xml',
  sitemap: '/sitemap.xml',
  newsSitemap: '/news-sitemap.xml',
  indexNowKey: '/indexnow.txt',
  security: '/.well-known/security.txt',
  signIn: '/sign-in',
  signInLink: (token: string) => `/sign-in/${part(token)}`,
  desk: {
    home: '/desk',
    welcome: '/desk/welcome',
    articles: '/desk/articles',
    schedule: '/desk/schedule',
    article: (id: string) => `/desk/articles/${id}`,
    draft: (id: string) => `/desk/articles/${id}/draft`,
    notes: (id: string) => `/desk/articles/${id}/notes`,
    check: (id: string) => `/desk/articles/${id}/check`,
    export: (id: string, as: 'html' | 'markdown' = 'html') =>
      `/desk/articles/${id}/export${as === 'markdown' ? '?as=markdown' : ''}`,
    presence: (id: string) => `/desk/articles/${id}/presence`,
    preview: (id: string, revisionId?: string) =>
      `/desk/articles/${id}/preview${revisionId ? `?revision=${revisionId}` : ''}`,
    /** `digest` only tells one picture from the next. */
    shareImage: (id: string, digest: string, revisionId?: string) =>
      `/desk/articles/${id}/share-image?digest=${digest}${revisionId ? `&revision=${revisionId}` : ''}`,
    revisions: (id: string) => `/desk/articles/${id}/revisions`,
    changes: (id: string) => `/desk/articles/${id}/changes`,
    previewLinks: (id: string) => `/desk/articles/${id}/preview-links`,
    links: '/desk/links',
    pictures: '/desk/pictures',
    picture: (id: string) => `/desk/pictures/${id}`,
    upload: '/desk/pictures/upload',
    findPictures: (q: string, from: number) => `/desk/pictures/find?q=${part(q)}&from=${from}`,
    comments: '/desk/comments',
    messages: '/desk/messages',
    followers: '/desk/followers',
    mails: '/desk/mails',
    page: (name: 'about' | 'privacy') => `/desk/pages/${name}`,
    people: '/desk/people',
    sections: '/desk/sections',
    topics: '/desk/topics',
    series: '/desk/series',
    oneSeries: (id: string) => `/desk/series/${id}`,
    groups: (kind: 'section' | 'topic' | 'series') => deskGroups[kind],
    front: '/desk/front',
    frontPreview: (arrangement: string) => `/desk/front/preview?arrangement=${part(arrangement)}`,
    findArticles: '/desk/find-articles',
    settings: '/desk/settings',
    profile: '/desk/profile',
    search: '/desk/search',
  },
};

/** Where a reader's form stands on its page, and its receipt after it. */
export const formFragments = { comment: 'add-comment', message: 'message', follow: 'follow' };

const deskGroups = { section: '/desk/sections', topic: '/desk/topics', series: '/desk/series' };
