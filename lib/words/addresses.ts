/** Words about an author's address, which leads on for ever once it was given out. */
export const addressWords = {
  handle: 'Address of your page',
  handleHint: 'Every earlier address leads here for ever.',
  handleLater: 'Left empty, it is made from your name.',
  noHandle: 'Give it letters or figures.',
  handleTaken: (name: string) => `The page of ${name} has this address.`,
  handleHad: (name: string) =>
    `The page of ${name} had this address, and it leads there for ever. Choose a different one.`,
};
