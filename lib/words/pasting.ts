/** What is said about text that comes in from elsewhere: pasted, dropped or imported. */
export const pastingWords = {
  tableFlattened: 'A table was too large to be set as one: its rows are paragraphs now.',
  tableInCell: 'Pictures and other pieces that stood in a table follow it now.',
  drawingLeftOut: 'A drawing (SVG) cannot be set here and was left out.',
} as const;
