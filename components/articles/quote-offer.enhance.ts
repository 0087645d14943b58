/**
 * Whoever selects words in an article is offered a card of their sentence: a link to the page that makes one, right after
 * the paragraph for the keyboard, and beside the words for the eye. Fetched when something is first selected.
 */
const quoting = document.querySelector<HTMLAnchorElement>('.share a[href$="/quote"]');
const text = document.querySelector<HTMLElement>('.text');
const offer = document.createElement('a');
offer.className = 'quote-offer';
offer.textContent = quoting?.textContent ?? '';

function show(): void {
  const selection = getSelection();
  const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const words = range && text?.contains(range.commonAncestorContainer) ? wordsOf(range) : '';
  if (!quoting || !text || !range || words.length < 3 || words.length > 1500) {
    offer.remove();
    return;
  }
  offer.href = `${quoting.href}?text=${encodeURIComponent(words)}`;
  blockOf(range).after(offer);
  const last = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect();
  const right = document.documentElement.clientWidth - offer.offsetWidth - 12;
  offer.style.left = `${Math.max(12, Math.min(last.right - offer.offsetWidth / 2, right)) + scrollX}px`;
  offer.style.top = `${last.bottom + 10 + scrollY}px`;
}

/** Without the numbers of notes, which stand among the words and belong to none. */
function wordsOf(range: Range): string {
  const words = range.cloneContents();
  for (const number of words.querySelectorAll('sup')) number.remove();
  return words.textContent.replace(/\s+/g, ' ').trim();
}

/** The block of the text in which a selection ends. */
function blockOf({ endContainer }: Range): Element {
  let node: Node = endContainer;
  while (node.parentNode && node.parentNode !== text) node = node.parentNode;
  return node as Element;
}

let waiting = 0;
const showSoon = () => {
  clearTimeout(waiting);
  waiting = window.setTimeout(show, 250); // when it has come to rest
};
document.addEventListener('selectionchange', showSoon);
addEventListener('resize', showSoon);
show();
