import type { Figure, PageFigure } from './figures.ts';
import type { Home } from './magazine/home.ts';

/** What each part gets, and what it may say meanwhile. */
export type Bench = {
  home: Home;
  /** Few rounds, to see that everything works: three minutes in place of thirty. */
  quick: boolean;
  say: (sentence: string) => void;
};

/** What a part has found. */
export type Found = { figures: Figure[]; pages?: PageFigure[] };

export type Part = (bench: Bench) => Promise<Found>;

/** How many articles the magazine has that is measured. */
export const size = 10_000;

/** Runs `work` with things that must be stopped afterwards, however it ends: last started, first stopped. */
export async function withServers<T>(
  work: (keep: <S extends { stop: () => Promise<unknown> }>(starting: Promise<S>) => Promise<S>) => Promise<T>,
): Promise<T> {
  const kept: { stop: () => Promise<unknown> }[] = [];
  try {
    return await work(async (starting) => {
      const started = await starting;
      kept.push(started);
      return started;
    });
  } finally {
    for (const server of kept.reverse()) await server.stop();
  }
}
