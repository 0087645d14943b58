import { useCallback, useEffect, useState } from 'react';
import type { StoredCheck } from '#lib/articles/checks/check-queries';
import { checkWords, type Finding } from '#lib/articles/checks/publish-check';
import type { Words } from '#lib/articles/rules';
import { paths } from '#lib/paths';
import type { WordsKeeper } from '../words-keeper.ts';

export type Check = {
  findings: Finding[];
  /** Looks again, at what is saved now. */
  look: () => Promise<Finding[]>;
};

/** Milliseconds of rest after a change before the words are looked at. */
const rest = 800;

/**
 * What stands in the way of publishing and what is worth a look. The words on the screen are judged here, a moment after they
 * change; what only the site knows is asked for while `isShown`, and whenever `look` is called.
 */
export function useCheck(articleId: string, keeper: WordsKeeper<Words>, isThere: boolean, isShown: boolean): Check {
  const [ofWords, setOfWords] = useState<Finding[]>([]);
  const [ofSite, setOfSite] = useState<Finding[]>([]);

  const look = useCallback(async (): Promise<Finding[]> => {
    const here = checkWords(keeper.words());
    setOfWords(here);
    const there = await fetchCheck(articleId);
    if (there) setOfSite(there.findings);
    return inOrder([...here, ...(there?.findings ?? [])]);
  }, [articleId, keeper]);

  const told = keeper.told(); // another with every change of the words
  useEffect(() => {
    if (!isThere) return;
    const timer = setTimeout(() => setOfWords(checkWords(keeper.words())), rest);
    return () => clearTimeout(timer);
  }, [isThere, keeper, told]);
  useEffect(() => {
    if (isShown) void look();
  }, [isShown, look, keeper.version]);

  return { findings: inOrder([...ofWords, ...ofSite]), look };
}

/** What blocks first. */
const inOrder = (findings: Finding[]): Finding[] =>
  [...findings].sort((one, other) => Number(one.severity === 'warns') - Number(other.severity === 'warns'));

async function fetchCheck(id: string): Promise<StoredCheck | null> {
  try {
    const answer = await fetch(paths.desk.check(id), { cache: 'no-store', signal: AbortSignal.timeout(10_000) });
    return answer.ok ? ((await answer.json()) as StoredCheck) : null;
  } catch {
    return null; // the mutation asks again in any case
  }
}
