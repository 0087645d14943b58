/**
 * Something of which there is one in the process, made by `make` when it is first asked for; returns what gives it. It hangs
 * on `globalThis`: `server/` and Next's bundle are two module graphs in one process, and pages, routes and jobs of Next may
 * each have their own copy of a module. `name` tells it from others.
 */
export function oneInProcess<T extends object>(name: string, make: () => T): () => T {
  const key = Symbol.for(`mansudae.${name}`);
  return () => {
    const holder = globalThis as Record<symbol, T | undefined>;
    holder[key] ??= make();
    return holder[key];
  };
}
