import { commandWords } from '#lib/words/blocks';
import type { CommandName } from './commands.ts';
import { strokesOf } from './strokes.ts';

/**
 * Of `offered`, what is meant by a half typed name in English or Korean: first what is called so, then what has a word that
 * begins so.
 */
export function fittingCommands<Offer extends { name: CommandName }>(offered: Offer[], query: string): Offer[] {
  const typed = strokesOf(query);
  if (typed === '') return offered;
  const rank = ({ name }: Offer): number => {
    const { label, korean, also } = commandWords[name];
    if ([label, korean].some((called) => strokesOf(called).startsWith(typed))) return 0;
    const parts = `${label} ${korean} ${also}`.split(' ');
    return parts.some((part) => strokesOf(part).startsWith(typed)) ? 1 : 2;
  };
  return offered.filter((offer) => rank(offer) < 2).toSorted((one, other) => rank(one) - rank(other));
}
