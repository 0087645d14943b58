/**
 * The style sheet of what the first screen does not show (app/(site)/later.css). A browser draws what stands above it at
 * once, and what stands below it when it has come; so it stands before the first thing that needs it.
 */
export const LaterStyles = () => <link rel="stylesheet" href={`/later.css?v=${process.env.BUILD_ID}`} />;
