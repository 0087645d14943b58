import type { PictureFormat } from './rules.ts';

/** A picture as pages show it. */
export type Picture = {
  /** The picture itself, in its full size. */
  src: string;
  width: number;
  height: number;
  /** What else was made of it; missing until that is done. */
  made?: {
    /** Each format in the widths that there are, ascending. */
    sources: Partial<Record<PictureFormat, { src: string; width: number }[]>>;
    /** The first frame of one that moves. */
    still: string | null;
    /** What shows until it has come, in base64. */
    thumbhash: string;
  };
  /** What must be seen of it when it is cropped, as shares of width and height; missing for the middle. */
  focus?: { x: number; y: number };
};

/** `/media/….avif 320w, …`; undefined when the picture is not there in this format. */
export function srcsetOf({ made }: Picture, format: PictureFormat): string | undefined {
  return made?.sources[format]?.map(({ src, width }) => `${src} ${width}w`).join(', ');
}

/** The address of the picture at least `width` pixels wide, in a format that everything can show. */
export function sourceFor({ src, made }: Picture, width: number): string {
  const list = made?.sources.jpg ?? made?.sources.webp ?? [];
  return list.find((source) => source.width >= width)?.src ?? src;
}

/** Every width of the picture in a format that everything can show, the widest first. */
export function sourcesOf({ src, width, height, made }: Picture): { path: string; width: number; height: number }[] {
  const list = (made?.sources.jpg ?? made?.sources.webp ?? []).map((source) => ({
    path: source.src,
    width: source.width,
    height: Math.round((height * source.width) / width),
  }));
  return [...list, { path: src, width, height }].toSorted((a, b) => b.width - a.width);
}
