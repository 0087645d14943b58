import '../tokens.css';
import './desk.css';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { DeskNavigation } from '#components/desk/desk-navigation.client';
import { FocusKeeper } from '#components/desk/focus-keeper.client';
import { Palette } from '#components/desk/palette.client';
import { FontPreloads } from '#components/layout/font-preloads';
import { Button } from '#components/ui/button';
import { signOutAction } from '#lib/auth/actions';
import { requireUser } from '#lib/auth/current-user';
import { typefaces } from '#lib/fonts/typefaces';
import { paths } from '#lib/paths';
import { getPublication } from '#lib/settings/queries';
import { deskWords } from '#lib/words/desk';

export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  const { name } = await getPublication();
  return {
    title: { template: `%s · ${name}`, default: deskWords.desk },
    robots: { index: false, follow: false },
  };
}

export default async function DeskLayout({ children }: { children: ReactNode }) {
  await connection();
  const user = await requireUser();
  const publication = await getPublication();
  return (
    <html lang="en" data-accent={publication.accent}>
      <body className="desk">
        <FontPreloads paths={Object.values(typefaces)} />
        <a className="skip" href="#content">
          {deskWords.skip}
        </a>
        <header className="desk-head">
          {/* plain links: the public site has no React */}
          <a className="wordmark" href={paths.front} title={deskWords.viewSite}>
            {publication.name}
          </a>
          <Palette role={user.role} />
          <button type="button" className="button button-quiet menu-button" popoverTarget="desk-menu">
            {deskWords.menu}
          </button>
          <div className="desk-menu" id="desk-menu" popover="auto">
            <DeskNavigation role={user.role} />
            <div className="desk-self">
              <p>
                <strong>{user.name || user.email}</strong>
                <span>{deskWords.roles[user.role]}</span>
              </p>
              <a href={paths.front}>{deskWords.viewSite} ↗</a>
              <form action={signOutAction}>
                <Button type="submit" variant="quiet" small>
                  {deskWords.signOut}
                </Button>
              </form>
            </div>
          </div>
        </header>
        <main id="content" className="desk-main" tabIndex={-1}>
          {children}
        </main>
        <FocusKeeper />
      </body>
    </html>
  );
}
