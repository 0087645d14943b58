/**
 * Has the browser fetch fonts before it finds that it needs them. A font that is not there when the page is first drawn
 * is not used on it (see app/typefaces.css), so every font that a page needs is named. Elements, not calls of `preload`:
 * Next runs the page for what is missing beside every page, and its calls would count.
 */
export const FontPreloads = ({ paths }: { paths: string[] }) =>
  paths.map((path) => (
    <link key={path} rel="preload" href={path} as="font" type="font/woff2" crossOrigin="anonymous" />
  ));
