import type { ReactNode } from 'react';
import { shownKeys } from './shown-keys.ts';

type Props = {
  label: string;
  keys?: string;
  face: ReactNode;
  pressed?: boolean;
  disabled?: boolean;
  className?: string;
  onClick: () => void;
};

/** A button that does what its keys do, and shows whether it holds at the caret. */
export const ToolButton = ({ label, keys, face, pressed, disabled, className = '', onClick }: Props) => (
  <button
    type="button"
    className={`editor-tool ${className}`}
    aria-label={label}
    aria-pressed={pressed}
    aria-keyshortcuts={keys || undefined}
    title={keys ? `${label} (${shownKeys(keys)})` : label}
    disabled={disabled}
    onClick={onClick}
  >
    {face}
  </button>
);
