/** A press on a card puts the player in its place. Until then nobody else is asked for anything. */
export function enhanceEmbeds(): void {
  for (const card of document.querySelectorAll<HTMLAnchorElement>('a[data-frame]')) {
    card.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // to a window of its own, as any link
      event.preventDefault();
      const { frame = '', shape = '', title = '' } = card.dataset;
      const player = document.createElement('iframe');
      player.className = `embed-frame embed-${shape}`;
      player.title = title;
      player.allow = 'autoplay; fullscreen; picture-in-picture';
      player.allowFullscreen = true;
      player.src = frame;
      card.replaceWith(player);
      player.focus();
    });
  }
}
