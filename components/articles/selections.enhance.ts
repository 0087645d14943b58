/** Fetches what offers a card of a sentence (quote-offer.enhance.ts) when something is first selected in an article. */
export function enhanceSelections(): void {
  const quoting = document.querySelector<HTMLElement>('a[data-quote]');
  if (!quoting) return;
  document.addEventListener('selectionchange', function look() {
    if (getSelection()?.isCollapsed !== false) return;
    document.removeEventListener('selectionchange', look);
    const script = document.createElement('script');
    script.src = quoting.dataset.quote!;
    document.head.append(script);
  });
}
