import Link from 'next/link';
import { type ListFilter, type ListPart, listAddress, listParts } from '#lib/articles/lists/rules';
import { listWords as words } from '#lib/words/lists';

type Props = { filter: ListFilter; counts: Partial<Record<ListPart, number>>; all: number };

/** The parts of the list that hold something, with how much; the whole list and the trash are always there. */
export function ListParts({ filter, counts, all }: Props) {
  const parts = listParts.filter((part) => counts[part] || part === 'trash' || part === filter.state);
  const link = (part: ListPart | null, name: string, count: number) => (
    <Link
      key={part}
      href={listAddress(filter, { state: part })}
      aria-current={filter.state === part ? 'page' : undefined}
      prefetch={false}
    >
      {name} <span className="tab-count">{count.toLocaleString('en')}</span>
    </Link>
  );
  return (
    <nav className="tabs list-parts" aria-label={words.parts}>
      {link(null, words.all, all)}
      {parts.map((part) => link(part, words.partNames[part], counts[part] ?? 0))}
    </nav>
  );
}
