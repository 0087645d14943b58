/**
 * Whether an input method has taken a key for itself: browsers call it 229 then, and what comes of it arrives as composition.
 * A key with its own code that comes while a syllable is open was not taken: it means what it says.
 */
export const isTaken = ({ isComposing, keyCode }: KeyboardEvent): boolean => isComposing && keyCode === 229;
