/** One thing that was measured. */
export type Figure = {
  /** What it is, as the table says it. */
  name: string;
  value: number;
  unit: Unit;
  /** How it was measured, in a few words. */
  how?: string;
};

export type Unit = 'ms' | 's' | 'MB' | 'kB' | '/s' | 'ratio' | 'count' | 'score';

/** A page as one server sent it under load. */
export type PageFigure = {
  page: string;
  server: string;
  /** Bytes of one answer's body, as sent. */
  bytes: number;
  /** Requests per second, and milliseconds; each the median of the rounds. */
  rate: number;
  p50: number;
  p99: number;
  /** Megabytes of its processes after the last round; null where the system does not tell. */
  memory: number | null;
};

/** The value that `percent` of `values` do not exceed (nearest rank). Throws for none. */
export function percentile(values: number[], percent: number): number {
  if (values.length === 0) throw new Error('There is no percentile of nothing.');
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]!;
}

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: number[]): number {
  if (values.length === 0) throw new Error('There is no median of nothing.');
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Numbers as they are read: three figures that count, thousands apart. */
export function write(value: number, unit: Unit | '' = ''): string {
  const digits = value === 0 || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 0.1 ? 2 : 3;
  const number = value.toLocaleString('en-GB', {
    maximumFractionDigits: unit === 'count' || unit === 'score' ? 2 : digits,
  });
  return ['', 'ratio', 'count', 'score'].includes(unit) ? number : `${number} ${unit}`;
}
