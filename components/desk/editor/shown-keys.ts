const isApple = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Keys as they stand on the author's keyboard: `Control+Alt+2` is ⌘⌥2 on a Mac. */
export const shownKeys = (keys: string): string =>
  isApple()
    ? keys.replace('Control', '⌘').replace('Alt', '⌥').replace('Shift', '⇧').replaceAll('+', '')
    : keys.replace('Control', 'Ctrl');
