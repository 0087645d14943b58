import { enhanceEmbeds } from './embeds.enhance.ts';
import { enhanceNotes } from './notes.enhance.ts';

// For articles that have such things: everything works without it.
enhanceEmbeds();
enhanceNotes();
