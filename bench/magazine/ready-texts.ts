import { closeDatabase } from '#db/client';
import { freshenTexts } from '#lib/articles/lists/search-texts';
import { readyPublishedTexts } from '#lib/search/published-texts';

/** Makes the texts of the magazine at DATABASE_URL ready to be searched, as the job of a first start does: a program of its own. */
await readyPublishedTexts();
await freshenTexts();
await closeDatabase();
