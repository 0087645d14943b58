import { createRequire } from 'node:module';
import type NextsStore from 'next/dist/server/lib/incremental-cache/file-system-cache.js';
import { requestContext } from '#lib/request-context';

// A module of the older kind, whose default Node does not see.
const path = 'next/dist/server/lib/incremental-cache/file-system-cache.js';
const { default: Store } = createRequire(import.meta.url)(path) as { default: typeof NextsStore };

/**
 * Next's own store of prerendered shells, closed where a page must be rendered anew: for the desk, whose scripts carry a
 * nonce that no shell has, and while a plain form is answered. With a shell Next 16.4.6 resumes its
 * render, and React's `resume` knows nothing of the form's state: the page came back empty, without receipt, errors or
 * the reader's words. Without one it renders the page anew, with them. See docs/decisions/whole-pages.md.
 */
export default class PageShells extends Store {
  override async get(...asked: Parameters<NextsStore['get']>): ReturnType<NextsStore['get']> {
    const context = requestContext();
    return context?.isFormPost || context?.nonce ? null : super.get(...asked);
  }
}
