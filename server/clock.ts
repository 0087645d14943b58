/**
 * The time, in milliseconds since 1970. Next puts a function of its own in `Date.now`'s place, which first finds out whether
 * a page is being rendered: at every page from the cache that is most of what the clock costs. This module is loaded
 * before Next, and keeps the original.
 */
export const now: () => number = Date.now;
