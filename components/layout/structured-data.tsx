import { scriptJson } from '#lib/json-ld/script';

/** What a page says of itself to search engines, for its head. */
export const StructuredData = ({ things }: { things: object }) => (
  <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptJson(things) }} />
);
