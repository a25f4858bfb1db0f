import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Rows of pixels, three bytes each: red, green, blue. */
interface Pixels {
  width: number;
  height: number;
  rgb: Buffer;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const mostColours = 256;

/**
 * Makes a browser's picture lighter: the 256 commonest colours, and each other one as the nearest of them. Pages
 * are flat, so only the soft edges of letters change, by a shade. Throws when it is not a plain 8-bit RGB picture.
 */
export const lighter = (png: Buffer): Buffer => {
  const pixels = read(png);
  const palette = commonest(pixels);
  const indexOf = nearestIn(palette);
  const rows = Buffer.alloc(pixels.height * (pixels.width + 1));
  for (let y = 0; y < pixels.height; y += 1)
    for (let x = 0; x < pixels.width; x += 1)
      rows[y * (pixels.width + 1) + 1 + x] = indexOf(colourAt(pixels, y * pixels.width + x));
  return Buffer.concat([
    signature,
    chunk('IHDR', header(pixels)),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const colourAt = ({ rgb }: Pixels, pixel: number): number => rgb.readUIntBE(pixel * 3, 3);

const commonest = (pixels: Pixels): number[] => {
  const times = new Map<number, number>();
  for (let pixel = 0; pixel < pixels.width * pixels.height; pixel += 1) {
    const colour = colourAt(pixels, pixel);
    times.set(colour, (times.get(colour) ?? 0) + 1);
  }
  return [...times]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, mostColours)
    .map(([colour]) => colour);
};

const nearestIn = (palette: readonly number[]): ((colour: number) => number) => {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  return (colour) => {
    const there = known.get(colour);
    if (there !== undefined) return there;
    const distances = palette.map((other) => distance(colour, other));
    const nearest = distances.indexOf(Math.min(...distances));
    known.set(colour, nearest);
    return nearest;
  };
};

const distance = (a: number, b: number): number =>
  [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);

const header = ({ width, height }: Pixels): Buffer => {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  // Eight bits a pixel, which stand for a colour of the palette.
  bytes.set([8, 3, 0, 0, 0], 8);
  return bytes;
};

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
};

const read = (png: Buffer): Pixels => {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (png[24] !== 8 || png[25] !== 2) throw new Error('The picture is not plain 8-bit RGB.');
  const data: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const size = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + size));
    at += size + 12;
  }
  return { width, height, rgb: unfiltered(inflateSync(Buffer.concat(data)), { width, height }) };
};

const bytesPerPixel = 3;

/** Undoes what each row says it was written relative to: the pixel to the left, above, or both. */
const unfiltered = (raw: Buffer, { width, height }: { width: number; height: number }): Buffer => {
  const stride = width * bytesPerPixel;
  // A row of nothing above the first and a pixel of nothing before each row spare every question about edges.
  const padded = stride + bytesPerPixel;
  const all = Buffer.alloc(padded * (height + 1));
  const value = (at: number): number => all[at] ?? 0;
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = (y + 1) * padded + bytesPerPixel + x;
      const [left, up] = [value(at - bytesPerPixel), value(at - padded)];
      all[at] =
        (raw[y * (stride + 1) + 1 + x] ?? 0) + guess(filter, [left, up, value(at - padded - bytesPerPixel)]);
    }
  }
  const rows = Array.from({ length: height }, (_, y) =>
    all.subarray((y + 1) * padded + bytesPerPixel, (y + 2) * padded),
  );
  return Buffer.concat(rows);
};

type Neighbours = readonly [left: number, up: number, corner: number];

const guess = (filter: number, neighbours: Neighbours): number => {
  const [left, up] = neighbours;
  if (filter === 4) return likeliest(neighbours);
  return [0, left, up, (left + up) >> 1][filter] ?? 0;
};

/** The neighbour nearest to left + up - corner (Paeth). */
const likeliest = ([left, up, corner]: Neighbours): number => {
  const [toLeft, toUp, toCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
};
