// Stands in for 'server-only', which is for bundlers.
export {};
