import { enhanceSelections } from './articles/selections.enhance.ts';
import { enhanceShareLinks } from './articles/share-links.enhance.ts';
import { enhanceTimes } from './comments/relative-times.enhance.ts';
import { enhanceDrafts } from './forms/drafts.enhance.ts';
import { enhanceForms } from './forms/post-in-place.enhance.ts';

// The one script of readers' pages: everything works without it. Its words come with it, from the server.
const { src, dataset } = document.currentScript as HTMLScriptElement;
const { sending = '', unanswered = '' } = dataset;

enhanceShareLinks();
enhanceSelections(src);
enhanceTimes();
// Under plain `next start`, and in development, React posts the forms: by both, a comment would be sent twice.
if (!document.querySelector('script[src^="/_next/"]')) {
  enhanceDrafts();
  enhanceForms({ sending, unanswered });
}
