/** Interface words for what happens at a time that is set: publication, changes, taking down. */
export const schedulingWords = {
  mail: (headline: string, when: string, who: string | null) =>
    `“${headline}” is public since ${when}${who ? `, as ${who} had scheduled it` : ', as was scheduled'}. Readers find it now.`,

  refused: {
    publish: 'Submit the article for review: an editor schedules it.',
    unpublish: 'Only an editor, or the author of an article, can set when it is taken down.',
    move: 'Only an editor, or the author of an article, can move what is scheduled.',
    cancel: 'Only an editor, or the author of an article, can cancel what is scheduled.',
    retry: 'Only an editor can do this.',
    isPublic: 'Readers see this version already: there is nothing to schedule.',
    neverShown: 'Readers do not see this article. Publish it first, or set when it is published.',
    notScheduled: 'This is not scheduled any more: it has happened, or somebody cancelled it.',
    otherRevision: 'This version is not one of this article.',
    past: 'This time is over. Choose one that lies ahead.',
    far: 'This is more than ten years ahead. Look at the year again.',
    order: 'The article would be taken down before it is published. Choose a later time for taking it down.',
    notSettled: (reason: string) => `It could not be done: ${reason}`,
  },
};
