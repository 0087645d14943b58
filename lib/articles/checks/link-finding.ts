/**
 * What the site knows of an address: `live` and `moved` lead to something of ours that readers see, by its name, `moved` by an
 * earlier address; `there` is a page, picture or file of ours, or a place in the text itself; `coming` an article that is
 * scheduled; `hidden` one that readers do not see; `absent` leads nowhere; of anything else nothing is known here.
 */
export type LinkFinding =
  | { is: 'live' | 'moved'; href: string; title: string }
  | { is: 'there' | 'coming' | 'hidden' | 'absent' | 'elsewhere'; href: string };

/** Readers who follow it find nothing, now and as far as is known. */
export const isDeadLink = ({ is }: LinkFinding): boolean => is === 'absent' || is === 'hidden';
