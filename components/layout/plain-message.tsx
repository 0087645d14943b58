import type { ReactNode } from 'react';

type Props = { title: string; level?: 1 | 2; isNews?: boolean; children: ReactNode };

/** A heading and a sentence, where a page has nothing else to say. `isNews` has it read out: it answers a post. */
export function PlainMessage({ title, level = 1, isNews = false, children }: Props) {
  const Heading = `h${level}` as const;
  return (
    <div role={isNews ? 'status' : undefined}>
      <Heading className="plain-title">{title}</Heading>
      <p className="standfirst">{children}</p>
    </div>
  );
}
