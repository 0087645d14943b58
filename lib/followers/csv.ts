/** Rows as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8. */
export const csvTable = (rows: string[][]): string =>
  `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;

/** One cell. A spreadsheet would run what begins like a formula, and an address may begin with any of these. */
const cell = (text: string): string => {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};
