/** Between two things in the margin, in pixels. */
const gap = 14;

/**
 * Sets each note beside the line that it belongs to, where there is a margin: one below the other where two would meet, and
 * none over the words of a picture. Elsewhere, and on paper, they stay at the end.
 */
export function enhanceNotes(): void {
  const notes = document.querySelector<HTMLElement>('.text > .footnotes');
  const text = notes?.parentElement;
  if (!notes || !text) return;
  const hasMargin = matchMedia('screen and (min-width: 64rem)');
  const place = () => {
    notes.toggleAttribute('data-beside', hasMargin.matches);
    text.style.paddingBottom = '';
    if (!hasMargin.matches) return;
    const { top: start, height } = text.getBoundingClientRect();
    const taken = [...text.querySelectorAll('.figure-wide figcaption')].map((words) => words.getBoundingClientRect());
    let free = 0;
    for (const note of notes.querySelectorAll<HTMLElement>('li')) {
      const mark = document.getElementById(`${note.id}-in-text`);
      if (!mark) continue;
      let top = Math.max(free, mark.getBoundingClientRect().top - start);
      for (const { top: from, bottom } of taken)
        if (top < bottom - start + gap && top + note.offsetHeight > from - start - gap) top = bottom - start + gap;
      note.style.top = `${top}px`;
      free = top + note.offsetHeight + gap;
    }
    if (free > height) text.style.paddingBottom = `${free - height}px`;
  };
  hasMargin.addEventListener('change', place);
  new ResizeObserver(place).observe(text); // tells at once, too
}
