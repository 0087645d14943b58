import Link from 'next/link';

/** Parts of one list, one at a time. */
export function Tabs({ label, tabs }: { label: string; tabs: { name: string; href: string; isHere: boolean }[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ name, href, isHere }) => (
        <Link key={href} href={href} aria-current={isHere ? 'page' : undefined} prefetch={false}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
