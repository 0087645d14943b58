import { useRouter } from 'next/navigation';
import { startTransition, useEffect, useRef, useState } from 'react';
import { useFormAction } from '#components/desk/desk-action.client';
import { baseField } from '#lib/forms/base-field';
import { publishFrontAction, restoreFrontAction } from '#lib/front/actions';
import type { FrontArrangement } from '#lib/front/rules';
import { paths } from '#lib/paths';
import { frontWords as words } from '#lib/words/front';

/** Publishing an arrangement, and an earlier one again. `newest` is the id of the public one, '' where there is none. */
export function useFrontPublishing({ newest, say }: { newest: string; say: (sentence: string) => void }) {
  const router = useRouter();
  const [published, publish, isPublishing] = useFormAction(publishFrontAction, paths.desk.front);
  const [restored, restore, isRestoring] = useFormAction(restoreFrontAction, paths.desk.front);
  const [own, setOwn] = useState<string[]>([]);
  const [refused, setRefused] = useState<{ message: string; isStale: boolean } | null>(null);
  const sentence = useRef('');

  const settle = (state: typeof published | typeof restored) => {
    if (state.status === 'idle') return;
    // Also after a refusal: somebody else may have published one, which is then the public one here.
    router.refresh();
    if (state.status === 'failed') return setRefused({ message: state.message, isStale: baseField in state.fields });
    setRefused(null);
    setOwn((ids) => [...ids, state.result.id]);
    say(sentence.current);
  };
  useEffect(() => settle(published), [published]);
  useEffect(() => settle(restored), [restored]);

  const send = (act: (data: FormData) => void, fields: Record<string, string>, done: string) => {
    sentence.current = done;
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    startTransition(() => act(data));
  };
  return {
    isPending: isPublishing || isRestoring,
    refused,
    forget: () => setRefused(null),
    /** Whether this window published it. */
    isOwn: (id: string) => own.includes(id),
    publish: (arrangement: FrontArrangement, basedOn: string) =>
      send(publish, { arrangement: JSON.stringify(arrangement), basedOn }, words.published),
    /** Without an id: what was before any arrangement. */
    restore: (id: string, done: string) => send(restore, { id, basedOn: newest }, done),
  };
}
