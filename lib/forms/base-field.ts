/** The field that tells which version a writer had before them; a refusal there means that somebody else saved since. */
export const baseField = 'base';
