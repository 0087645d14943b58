/** Interface words of the blocks that a text may hold, in the editor. */
export const blockWords = {
  galleryCaption: 'Caption of all',
  addToGallery: 'Add pictures',
  moveGalleryUp: 'Move gallery up',
  moveGalleryDown: 'Move gallery down',
  removeGallery: 'Remove gallery',
  embedTitle: 'Title',
  embedTitleHint: 'What it is, for a card that shows nothing else',
  embedCaption: 'Caption',
  moveEmbedUp: 'Move up',
  moveEmbedDown: 'Move down',
  removeEmbed: 'Remove',
  note: 'Note',
  noteText: 'Text of the note',
  emptyNote: 'An empty note',
  codeLanguage: 'Language of the code',
};
