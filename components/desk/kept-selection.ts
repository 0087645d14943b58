/**
 * Remembers what is selected now. The function that it returns selects it again: a dialog that closes gives the focus back to
 * the text in which one was writing, but Chromium not the place in it, and what is typed next would go nowhere.
 */
export function keepSelection(): () => void {
  const selection = getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
  return () => {
    const here = document.activeElement;
    if (!range || !(here instanceof HTMLElement && here.isContentEditable && here.contains(range.startContainer)))
      return;
    selection?.removeAllRanges();
    selection?.addRange(range);
  };
}
