import type { ReactNode } from 'react';

type Props = { id: string; title: ReactNode; wide?: boolean; children: ReactNode };

/** A part of a page under a rule, its title in the margin where there is one. */
export const PagePart = ({ id, title, wide = false, children }: Props) => (
  <section className={`part${wide ? ' part-wide' : ''}`} id={id} aria-labelledby={`${id}-title`}>
    <h2 className="part-title" id={`${id}-title`}>
      {title}
    </h2>
    <div className="part-body">{children}</div>
  </section>
);
