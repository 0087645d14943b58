/**
 * Fetches what offers a card of a sentence (quote-offer.enhance.ts) when something is first selected in an article that has
 * a page for it. `own` is the address of the script of readers' pages, beside which the other stands.
 */
export function enhanceSelections(own: string): void {
  if (!document.querySelector('.share a[href$="/quote"]')) return;
  document.addEventListener('selectionchange', function look() {
    if (getSelection()?.isCollapsed !== false) return;
    document.removeEventListener('selectionchange', look);
    const script = document.createElement('script');
    script.src = own.replace('/reader.js', '/quote.js');
    document.head.append(script);
  });
}
