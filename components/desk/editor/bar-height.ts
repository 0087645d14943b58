/**
 * For the `ref` of the editor's bar: tells its height to everything that sticks below it, as `--editor-bar`. The bar grows
 * when a message stands in it or its buttons wrap.
 */
export function tellBarHeight(bar: HTMLElement | null): (() => void) | undefined {
  const editor = bar?.closest<HTMLElement>('.editor');
  if (!bar || !editor) return undefined;
  const observer = new ResizeObserver(() => editor.style.setProperty('--editor-bar', `${bar.offsetHeight}px`));
  observer.observe(bar);
  return () => observer.disconnect();
}
