import { expect, it } from 'vitest';
import { picturesInRtf } from './rtf-pictures.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

it('finds the pictures that Word puts beside its text, each once, in their order', () => {
  const rtf = `{\\rtf1\\ansi {\\fonttbl{\\f0 Aptos;}} Words {\\*\\shppict{\\pict{\\*\\picprop\\shplid1025{\\sp{\\sn pic}{\\sv 1}}}\\picscalex100\\pngblip\\bliptag-12{\\*\\blipuid 0123456789abcdef}
89504e47
0d0a1a0a}}{\\nonshppict{\\pict\\wmetafile8 0100}} more {\\pict\\jpegblip ffd8ffe0}{\\pict\\emfblip 0100}}`;
  expect(picturesInRtf(rtf)).toEqual([
    `data:image/png;base64,${bytes('89504e470d0a1a0a')}`,
    `data:image/jpeg;base64,${bytes('ffd8ffe0')}`,
    null,
  ]);
  const long = 'ab'.repeat(100_000);
  expect(picturesInRtf(`{\\pict\\pngblip ${long}}`)).toEqual([`data:image/png;base64,${bytes(long)}`]);
});

it('is not led astray', () => {
  for (const rtf of ['', '{\\pict', '{\\pict\\pngblip', '{\\pict}', 'x'.repeat(10), '{\\pict{{{{', '\\'])
    expect(picturesInRtf(rtf)).toEqual([]);
  expect(picturesInRtf('{\\pict'.repeat(2000))).toEqual([]);
});
