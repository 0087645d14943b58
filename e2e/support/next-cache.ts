// Stands in for 'next/cache' outside Next, where no page is drawn anew.
export const refresh = () => {};
