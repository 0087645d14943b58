/** What is said about text that comes in from elsewhere, pasted, dropped or imported, and about text that leaves. */
export const pastingWords = {
  tableFlattened: 'A table was too large to be set as one: its rows are paragraphs now.',
  tableInCell: 'Pictures and other pieces that stood in a table follow it now.',
  drawingLeftOut: 'A drawing (SVG) cannot be set here and was left out.',

  pasteTooLarge: 'This is more than 5 MB of text, too much for one article. Nothing was pasted: copy a part of it.',
  wasMarkdown: 'The text was read as Markdown. Undo once for the text as it stood.',
  leftOutOfNote: 'A note holds lines of words: tables, pictures, cards and notes within it were left out.',
  isFilm: 'This is the address of a film.',
  asCard: 'Show it as a card',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  notes: 'About what was pasted',
  aPicture: 'A picture',
  bringing: (name: string) => `Bringing ${name} along…`,
  pictureElsewhere: 'It lies on the computer where the text was written. Add it with “Add picture”.',

  import: 'Import',
  importHint: 'An HTML or Markdown file becomes a new draft',
  importing: (name: string) => `Importing ${name}…`,
  imported: 'Imported. Some of it could not be taken along as it was:',
  openImported: 'Open the draft',
  dropHere: 'Drop the file to make a draft of it',
  fileEmpty: 'This file is empty.',
  fileTooLarge: 'This file is larger than 20 MB. Import its text without pictures, and add them here.',
  fileKind: 'Only HTML and Markdown files can be imported.',
  fileOfProgram:
    'This is a file of a word processor. Open it there, copy all of it and paste it here, or save it as a web page (.html) and import that.',
  filesTooMany: 'Import one file at a time.',
  notImported: 'The site did not answer. Look whether the draft is there before you import it again.',
  signedOut: 'You are signed out. Sign in again, then import the file once more.',
  pictureNotTaken: (address: string, reason: string) => `${address}: ${reason}`,
  pictureOfFile: 'A picture in the file',
  picturesTooMany: (most: number) => `Only the first ${most} pictures were taken along: the others are links.`,

  exportHtml: 'Export as HTML',
  exportMarkdown: 'Export as Markdown',
} as const;
