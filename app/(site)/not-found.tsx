import { MissingPage } from '#components/layout/missing-page';

/** Where Next is asked without `server/` in front. */
export default function NotFound() {
  return <MissingPage />;
}
