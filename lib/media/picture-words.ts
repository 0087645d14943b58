import { readFile } from 'node:fs/promises';
import { DOMParser } from '@xmldom/xmldom';
import ExifReader from 'exifreader';
import { tidyText } from '#lib/forms/fields';
import { mostWords, type PictureWords } from './rules.ts';

/**
 * Caption, credit and licence as the file at `path` names them: in XMP, else IPTC, else EXIF (IPTC Photo Metadata Standard
 * 2023: Description, Credit Line, Creator, Copyright Notice). What is not there, or cannot be read, is ''.
 */
export async function readPictureWords(path: string): Promise<PictureWords> {
  const tags = tagsIn(await readFile(path));
  const said = (...names: [group: string, name: string][]): string => {
    for (const [group, name] of names) {
      const text = tidyText(tags[group]?.[name]?.description ?? '');
      if (text && !isOfCamera.test(text)) return text;
    }
    return '';
  };
  const creator = said(['xmp', 'creator'], ['iptc', 'By-line'], ['exif', 'Artist']);
  return {
    caption: said(['xmp', 'description'], ['iptc', 'Caption/Abstract'], ['exif', 'ImageDescription']).slice(
      0,
      mostWords.caption,
    ),
    credit: (said(['xmp', 'Credit'], ['iptc', 'Credit']) || creator).slice(0, mostWords.credit),
    licence: said(['xmp', 'rights'], ['iptc', 'Copyright Notice'], ['exif', 'Copyright']).slice(0, mostWords.licence),
  };
}

/** What cameras write where a caption belongs. */
const isOfCamera = /^(OLYMPUS|SONY|KONICA|MINOLTA|SAMSUNG|DCIM|default|Exif)[\w .-]*$|^[^\p{L}\p{N}]*$/u;

type Tags = Record<string, Record<string, { description?: string }> | undefined>;

function tagsIn(bytes: Buffer): Tags {
  try {
    return ExifReader.load(bytes, {
      expanded: true,
      domParser: new DOMParser({ onError: () => {} }),
    }) as unknown as Tags;
  } catch {
    return {}; // none, or damaged: the picture counts
  }
}
