import type { LinkFinding } from '#lib/articles/checks/link-finding';
import type { LinkTarget } from '#lib/articles/checks/link-queries';
import { paths } from '#lib/paths';

/** Where an address leads, as far as the site knows; null when it did not answer. */
export const findLink = (href: string, signal: AbortSignal): Promise<LinkFinding | null> =>
  ask<LinkFinding>({ href }, signal);

/** Own articles that are called so; none when the site did not answer. */
export async function findTargets(words: string, signal: AbortSignal): Promise<LinkTarget[]> {
  return (await ask<{ articles: LinkTarget[] }>({ words }, signal))?.articles ?? [];
}

async function ask<Answer>(query: Record<string, string>, signal: AbortSignal): Promise<Answer | null> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(8_000)]);
  try {
    const answer = await fetch(`${paths.desk.links}?${new URLSearchParams(query)}`, { signal: patience });
    return answer.ok ? ((await answer.json()) as Answer) : null;
  } catch {
    return null; // a link that could not be checked can still be set
  }
}
