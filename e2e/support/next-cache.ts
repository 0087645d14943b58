// Stands in for 'next/cache' outside Next, where a 'use cache' function is an ordinary one and nothing has to expire.
export const cacheTag = () => {};
export const cacheLife = () => {};
export const updateTag = () => {};
export const revalidateTag = () => {};
