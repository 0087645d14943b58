import { getCurrentUser } from '#lib/auth/current-user';
import { isoInZone } from '#lib/dates';
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
  const table = [['email', 'since'], ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
  return new Response(`\ufeff${table}\r\n`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="followers.csv"',
      'cache-control': 'private, no-store',
    },
  });
}

/** One cell. A spreadsheet would run what begins like a formula, and an address may begin with any of these. */
const cell = (text: string): string => {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};
