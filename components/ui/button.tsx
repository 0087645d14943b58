import type { ComponentProps } from 'react';

type Look = { variant?: 'primary' | 'quiet' | 'danger'; small?: boolean };

/** A button. Unlike the browser's own it does nothing unless told to: `type="submit"` sends a form. */
export function Button({
  variant = 'primary',
  small,
  className,
  type = 'button',
  ...button
}: Look & ComponentProps<'button'>) {
  return <button type={type} className={buttonClass({ variant, small }, className)} {...button} />;
}

/** The look of a button, for a link that leads where a button would. */
export function buttonClass({ variant = 'primary', small }: Look = {}, more?: string): string {
  return ['button', `button-${variant}`, small && 'button-small', more].filter(Boolean).join(' ');
}
