'use client';

import { startTransition, useState } from 'react';
import { Combobox } from '#components/desk/combobox.client';
import { idle } from '#lib/forms/form-state';
import { addGroupAction } from '#lib/groups/actions';
import { detailsWords as words } from '#lib/words/details';

type Topic = { id: string; name: string; hangulName: string | null };
type Props = { topics: Topic[]; chosen: string[]; mayCreate: boolean; onChange: (ids: string[]) => void };

/** As many as are offered at once. */
const mostOffered = 8;

/** What the article is about: topics that there are, or, for editors, a new one. */
export function TopicsField({ topics, chosen, mayCreate, onChange }: Props) {
  const [made, setMade] = useState<Topic[]>([]);
  const [typed, setTyped] = useState('');
  const [note, setNote] = useState('');
  const known = [...topics, ...made];
  const sought = typed.trim().toLowerCase();
  const offered = known
    .filter(({ id }) => !chosen.includes(id))
    .filter(({ name, hangulName }) => `${name} ${hangulName ?? ''}`.toLowerCase().includes(sought))
    .slice(0, mostOffered);
  const make = (name: string) => {
    const data = new FormData();
    data.set('kind', 'topic');
    data.set('name', name);
    setNote(words.making(name));
    startTransition(async () => {
      const state = await addGroupAction(idle, data).catch(() => null);
      if (state?.status === 'done') {
        setMade((others) => [...others, { id: state.result.id, name: state.result.name, hangulName: null }]);
        onChange([...chosen, state.result.id]);
        setNote(words.made(name));
      } else setNote(state?.status === 'failed' ? (Object.values(state.fields)[0] ?? state.message) : words.notMade);
    });
  };
  return (
    <Combobox
      label={words.topics}
      options={offered}
      note={note || (sought !== '' && offered.length === 0 && !mayCreate ? words.noTopic : '')}
      onType={(text) => {
        setTyped(text);
        if (text) setNote('');
      }}
      onPick={({ id }) => onChange([...chosen, id])}
      onErase={() => onChange(chosen.slice(0, -1))}
      create={
        mayCreate && !known.some(({ name }) => name.toLowerCase() === sought)
          ? { label: words.createTopic, make }
          : undefined
      }
    >
      {chosen.length > 0 && (
        <ul className="chosen" aria-label={words.chosenTopics}>
          {chosen
            .flatMap((id) => known.find((topic) => topic.id === id) ?? [])
            .map(({ id, name, hangulName }) => (
              <li key={id}>
                {name} {hangulName && <span lang="ko">{hangulName}</span>}
                <button
                  type="button"
                  aria-label={words.removeTopic(name)}
                  onClick={() => onChange(chosen.filter((other) => other !== id))}
                >
                  ×
                </button>
              </li>
            ))}
        </ul>
      )}
    </Combobox>
  );
}
