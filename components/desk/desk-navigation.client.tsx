'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { hasRole, type Role } from '#lib/auth/roles';
import { paths } from '#lib/paths';
import { deskWords } from '#lib/words/desk';

const words = deskWords.nav;
const { desk } = paths;

/** Where one can go, and who sees it: contributors and authors have their articles, editors the magazine, owners all of it. */
const groups: { role: Role; links: [name: keyof typeof words, href: string, role?: Role][] }[] = [
  {
    role: 'contributor',
    links: [
      ['home', desk.home],
      ['articles', desk.articles],
      ['schedule', desk.schedule],
      ['pictures', desk.pictures],
    ],
  },
  {
    role: 'editor',
    links: [
      ['comments', desk.comments],
      ['messages', desk.messages],
      ['followers', desk.followers],
      ['mails', desk.mails],
    ],
  },
  {
    role: 'editor',
    links: [
      ['front', desk.front],
      ['sections', desk.sections],
      ['topics', desk.topics],
      ['series', desk.series],
      ['about', desk.page('about')],
      ['privacy', desk.page('privacy')],
      ['people', desk.people, 'owner'],
      ['settings', desk.settings, 'owner'],
    ],
  },
  { role: 'contributor', links: [['profile', desk.profile]] },
];

export function DeskNavigation({ role }: { role: Role }) {
  const here = usePathname();
  const self = useRef<HTMLElement>(null);
  // On a narrow screen this stands in a menu, which has done its work when a page was chosen.
  useEffect(() => self.current?.closest<HTMLElement>('[popover]')?.hidePopover(), [here]);
  const isHere = (href: string) => (href === desk.home ? here === href : here === href || here.startsWith(`${href}/`));
  return (
    <nav ref={self} aria-label={deskWords.navigation}>
      {pagesFor(role).map((pages) => (
        <ul key={pages[0]?.key}>
          {pages.map(({ name, href }) => (
            <li key={href}>
              <Link href={href} aria-current={isHere(href) ? 'page' : undefined} prefetch={false}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

/** The pages that somebody with this role may open, in groups. */
export const pagesFor = (role: Role) =>
  groups
    .filter((group) => hasRole({ role }, group.role))
    .map(({ links }) =>
      links
        .filter(([, , needed]) => !needed || hasRole({ role }, needed))
        .map(([key, href]) => ({ key, name: words[key], href })),
    );
