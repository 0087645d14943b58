import type { ReactNode } from 'react';

/** What stands where a form was once it was taken: the reader lands here and has it read out. */
export const Receipt = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section id={id} data-form-place={id} className="receipt" tabIndex={-1} role="status" aria-labelledby={`${id}-title`}>
    <h3 id={`${id}-title`}>{title}</h3>
    {children}
  </section>
);
