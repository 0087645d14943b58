/** What a file that somebody brings holds, by the end of its name: a text that can be imported, or one of a word processor. */
export function fileKindOf(name: string): 'html' | 'markdown' | 'program' | null {
  const end = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (/^(html?|xhtml)$/.test(end)) return 'html';
  if (/^(md|markdown|txt)$/.test(end)) return 'markdown';
  return /^(docx?|odt|rtf|pages|hwpx?)$/.test(end) ? 'program' : null;
}
