'use client';

import './sorting.css';
import type { ComponentProps } from 'react';

/** What one takes hold of to move something. `label` says how. */
export const DragHandle = ({ label, ...props }: { label: string } & ComponentProps<'button'>) => (
  <button type="button" className="drag-handle" aria-label={label} title={label} {...props}>
    <svg viewBox="0 0 12 20" aria-hidden="true">
      {[4, 10, 16].flatMap((y) => [3, 9].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.4" />))}
    </svg>
  </button>
);
