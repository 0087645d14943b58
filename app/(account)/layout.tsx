import '../tokens.css';
import '../desk/desk.css';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { FontPreloads } from '#components/layout/font-preloads';
import { typefaces } from '#lib/fonts/typefaces';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { deskWords } from '#lib/words/desk';

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const { name } = await getPublication();
  return {
    title: { template: `%s · ${name}`, default: deskWords.signIn.title },
    robots: { index: false, follow: false },
    referrer: 'same-origin', // a sign-in link is in the address
  };
}

export default async function AccountLayout({ children }: { children: ReactNode }) {
  await connection();
  const publication = await getPublication();
  return (
    <html lang="en" data-accent={publication.accent}>
      <body className="account">
        <FontPreloads paths={[typefaces.display, typefaces.interface, typefaces.text]} />
        <header className="account-head">
          {/* a plain link: the public site has no React */}
          <a className="wordmark" href={paths.front}>
            {publication.name}
            {publication.hangulName && <span lang="ko">{publication.hangulName}</span>}
          </a>
        </header>
        <main className="account-main">{children}</main>
      </body>
    </html>
  );
}
