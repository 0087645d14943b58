import { serveWorkshop } from '../../lib/workshops/serve.ts';

/** The process of a workshop that does nothing but say what it was told of the environment. */
serveWorkshop(async () => ({ ...process.env }));
