import { connection } from 'next/server';
import { drawIcon } from '#components/layout/draw-icon';
import { getPublication } from '#lib/settings/queries';

/** For what asks without reading the page: the 48-pixel icon, in the one-picture form of an .ico file. */
export async function GET(): Promise<Response> {
  await connection();
  const png = new Uint8Array(await drawIcon(await getPublication(), 48));
  const head = new DataView(new ArrayBuffer(22));
  head.setUint16(2, 1, true); // an icon
  head.setUint16(4, 1, true); // one picture
  head.setUint8(6, 48);
  head.setUint8(7, 48);
  head.setUint16(10, 1, true);
  head.setUint16(12, 32, true); // bits a pixel
  head.setUint32(14, png.length, true);
  head.setUint32(18, 22, true); // where it begins
  return new Response(new Blob([head.buffer, png]), {
    headers: { 'content-type': 'image/x-icon', 'cache-control': 'public, max-age=86400' },
  });
}
