import { getCurrentUser } from '#lib/auth/current-user';
import { isoInZone } from '#lib/dates';
import { csvTable } from '#lib/followers/csv';
import { listFollowers } from '#lib/followers/queries';
import { canManageFollowers } from '#lib/followers/rules';
import { getPublication } from '#lib/settings/queries';

/** Every follower as a table that any spreadsheet opens. */
export async function GET(): Promise<Response> {
  const user = await getCurrentUser();
  if (!user || !canManageFollowers(user)) {
    return new Response('Only an editor can export the followers.\n', { status: user ? 403 : 401 });
  }
  const [followers, { timeZone }] = await Promise.all([listFollowers(user), getPublication()]);
  const rows = followers.map(({ email, confirmedAt }) => [email, confirmedAt ? isoInZone(confirmedAt, timeZone) : '']);
  return new Response(csvTable([['email', 'since'], ...rows]), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="followers.csv"',
      'cache-control': 'private, no-store',
    },
  });
}
