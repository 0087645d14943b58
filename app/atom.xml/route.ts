import { connection } from 'next/server';
import { getSiteFeed } from '#lib/feeds/queries';
import { feedAnswer } from '../(site)/feed-at.ts';

export async function GET(): Promise<Response> {
  await connection(); // a build has no database
  return feedAnswer(await getSiteFeed('atom.xml'), 'atom.xml');
}
