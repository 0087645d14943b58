/** Words in what programs read beside the pages: llms.txt. */
export const machineWords = {
  articles: 'Newest articles',
  sections: 'Sections',
  more: 'More',
  feed: 'Feed of the whole texts',
  feedHint: 'RSS; also as /atom.xml and /feed.json, and under each section and author',
  sitemap: 'Every address',
  about: 'About the magazine',
  contact: 'Contact',
};
