import type { Body } from '#lib/body/body';

const usesStyles = /"type":"(?:pullQuote|gallery|table|codeBlock|code|divider|embed|footnote)"|"level":4/;
const usesScript = /"type":"(?:embed|footnote)"/;

/**
 * The look of blocks that few texts have (blocks.css), and the script that plays what is embedded and sets notes in the margin
 * (article.enhance.ts): only for a text that has them, and before it, so that nothing is drawn without.
 */
export function BlockStyles({ body }: { body: Body }) {
  const written = JSON.stringify(body);
  return (
    <>
      {usesStyles.test(written) && <link rel="stylesheet" href={`/blocks.css?v=${process.env.BUILD_ID}`} />}
      {usesScript.test(written) && <script src={`/article.js?v=${process.env.BUILD_ID}`} defer />}
    </>
  );
}
