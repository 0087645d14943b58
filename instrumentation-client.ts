import { config } from 'zod';

/**
 * Runs before all else of the desk's scripts. zod would try whether it may make code out of text: the desk's policy
 * forbids that, and browsers report every attempt.
 */
config({ jitless: true });
