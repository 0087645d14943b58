/** Shows the share sheet of the device, where it has one, and copies the address. */
export function enhanceShareLinks(): void {
  for (const list of document.querySelectorAll<HTMLElement>('[data-share]')) {
    const url = list.dataset.share ?? location.href;
    const title = list.dataset.shareTitle ?? document.title;
    const native = list.querySelector<HTMLButtonElement>('[data-share-native]');
    const copy = list.querySelector<HTMLButtonElement>('[data-share-copy]');
    if (native && typeof navigator.share === 'function') {
      show(native);
      native.addEventListener('click', () => {
        navigator.share({ title, url }).catch(() => {}); // whoever closes the sheet has changed their mind
      });
    }
    if (copy && navigator.clipboard) {
      show(copy);
      copy.addEventListener('click', async () => {
        const said = await navigator.clipboard.writeText(url).then(
          () => copy.dataset.done,
          () => copy.dataset.failed,
        );
        const status = copy.nextElementSibling;
        if (!status || !said) return;
        status.textContent = said;
        setTimeout(() => {
          status.textContent = '';
        }, 4000);
      });
    }
  }
}

const show = (button: HTMLElement): void => button.closest('li')?.removeAttribute('hidden');
