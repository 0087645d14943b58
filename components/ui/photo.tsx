import { type Picture, srcsetOf } from '#lib/media/picture';
import { pictureStyle } from '#lib/media/placeholder';

/** How wide pictures are shown, by place. The widths are those of site.css: a page of 76rem, its margin 13 + 3. */
export const photoSizes = {
  wide: '(min-width: 79rem) 60rem, (min-width: 64rem) calc(100vw - 19rem), 100vw',
  column: '(min-width: 44rem) 40rem, 100vw',
  /** The lead of the front page, two thirds of it where there are seconds beside. */
  lead: '(min-width: 79rem) 48rem, (min-width: 62rem) 63vw, 100vw',
  second: '(min-width: 62rem) 20rem, (min-width: 40rem) 50vw, 100vw',
  gallery: '(min-width: 40rem) 20rem, 100vw',
  row: '(min-width: 64rem) 14rem, 6.5rem',
  portrait: '9rem',
};

type Props = {
  picture: Picture;
  alt: string;
  /** How wide it is shown: https://html.spec.whatwg.org/#sizes-attributes. */
  sizes: string;
  /** It is what a reader sees first, and is fetched before all else; others come when they are nearly in sight. */
  isFirst?: boolean;
  className?: string;
};

/** A picture in the format and the width that a reader's screen needs. Its space is there before it comes. */
export function Photo({ picture, alt, sizes, isFirst = false, className }: Props) {
  const { src, width, height, made } = picture;
  const style = pictureStyle(picture);
  const jpeg = srcsetOf(picture, 'jpg');
  const image = (
    <img
      className={[className, style?.name].filter(Boolean).join(' ') || undefined}
      src={made?.still ?? src}
      srcSet={made?.still ? undefined : jpeg}
      sizes={jpeg && sizes}
      width={width}
      height={height}
      alt={alt}
      loading={isFirst ? 'eager' : 'lazy'}
      fetchPriority={isFirst ? 'high' : undefined}
      decoding="async"
    />
  );
  return (
    <>
      {style && (
        <style href={style.name} precedence="pictures">
          {style.css}
        </style>
      )}
      {made ? (
        <picture>
          {made.still && <source media="(prefers-reduced-motion: reduce)" srcSet={made.still} />}
          {(['avif', 'webp'] as const).map((format) => {
            const srcset = srcsetOf(picture, format);
            return srcset && <source key={format} type={`image/${format}`} srcSet={srcset} sizes={sizes} />;
          })}
          {image}
        </picture>
      ) : (
        image
      )}
    </>
  );
}
