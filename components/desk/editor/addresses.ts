/** What people type for an address: a mailbox without mailto:, a host without https://. */
export function completeAddress(typed: string): string {
  const address = typed.trim();
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(address)) return `mailto:${address}`;
  if (/^[^\s/:#?]+\.[^\s/:]{2,}(?:[/:?#]|$)/.test(address)) return `https://${address}`;
  return address;
}
