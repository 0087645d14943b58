import { enhanceShareLinks } from './articles/share-links.enhance.ts';

// The one script of readers' pages: everything works without it.
enhanceShareLinks();
