/** Interface words of the menu in the bar of an article. */
export const moreWords = {
  more: 'More',
  history: 'History',
  sharePreview: 'Share a preview',
};
