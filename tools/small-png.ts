/** PNG pictures of pages made small: read, put side by side, and written with a palette — W3C PNG (Third Edition). */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Three bytes a pixel: red, green, blue. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function* chunksOf(png: Buffer): Generator<readonly [type: string, data: Buffer]> {
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield [png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length)];
    at += length + 12;
  }
}

/** Reads what Chromium writes: eight bits a channel, not interlaced, with or without alpha, which is left out. */
export function readPng(png: Buffer): Picture {
  const chunks = [...chunksOf(png)];
  const header = chunks.find(([type]) => type === 'IHDR')?.[1] ?? Buffer.alloc(13);
  const [width, height, channels] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9] === 6 ? 4 : 3];
  const data = inflateSync(Buffer.concat(chunks.flatMap(([type, part]) => (type === 'IDAT' ? [part] : []))));
  const lineLength = width * channels;
  const pixels = Buffer.alloc(width * height * 3);
  let above: Buffer = Buffer.alloc(lineLength);
  for (let y = 0; y < height; y++) {
    const start = y * (lineLength + 1);
    const line = data.subarray(start + 1, start + 1 + lineLength);
    unfilter(data[start] ?? 0, line, above, channels);
    for (let x = 0; x < width; x++) line.copy(pixels, (y * width + x) * 3, x * channels, x * channels + 3);
    above = line;
  }
  return { width, height, pixels };
}

function unfilter(filter: number, line: Buffer, above: Buffer, channels: number): void {
  if (filter === 0) return;
  const guess = guessers[filter] ?? (() => 0);
  for (let index = 0; index < line.length; index++) {
    const left = index < channels ? 0 : (line[index - channels] ?? 0);
    const corner = index < channels ? 0 : (above[index - channels] ?? 0);
    line[index] = ((line[index] ?? 0) + guess(left, above[index] ?? 0, corner)) & 255;
  }
}

/** By the number of the filter — PNG §9.2. */
const guessers: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  left => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** Pictures beside each other on a ground, in rows. */
export function contactSheet(rows: readonly (readonly Picture[])[], gap: number, ground: number): Picture {
  const widthOf = (row: readonly Picture[]) => row.reduce((sum, { width }) => sum + width + gap, gap);
  const heightOf = (row: readonly Picture[]) => Math.max(...row.map(({ height }) => height)) + gap;
  const width = Math.max(...rows.map(widthOf));
  const height = rows.reduce((sum, row) => sum + heightOf(row), gap);
  const pixels = Buffer.alloc(width * height * 3, ground);
  let top = gap;
  for (const row of rows) {
    let left = gap;
    for (const picture of row) {
      for (let y = 0; y < picture.height; y++)
        picture.pixels.copy(
          pixels,
          ((top + y) * width + left) * 3,
          y * picture.width * 3,
          (y + 1) * picture.width * 3,
        );
      left += picture.width + gap;
    }
    top += heightOf(row);
  }
  return { width, height, pixels };
}

const most = 256;

/** The colours that are used most, and for every colour the place of the nearest of them. */
function paletteOf(pixels: Buffer): {
  readonly palette: Buffer;
  readonly placeOf: (colour: number) => number;
} {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const chosen = [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, most)
    .map(([colour]) => colour);
  const palette = Buffer.alloc(chosen.length * 3);
  for (const [place, colour] of chosen.entries()) palette.writeUIntBE(colour, place * 3, 3);
  const places = new Map(chosen.map((colour, place) => [colour, place]));
  return {
    palette,
    placeOf(colour) {
      const place = places.get(colour) ?? nearest(colour, chosen);
      places.set(colour, place);
      return place;
    },
  };
}

function nearest(colour: number, among: readonly number[]): number {
  const distance = (other: number) =>
    [16, 8, 0].reduce((sum, shift) => sum + (((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
  let best = 0;
  for (const [place, other] of among.entries())
    if (distance(other) < distance(among[best] ?? 0)) best = place;
  return best;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

/** With at most 256 colours, one byte a pixel: pages have few, and shades between them. */
export function writePng({ width, height, pixels }: Picture): Buffer {
  const { palette, placeOf } = paletteOf(pixels);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      lines[y * (width + 1) + 1 + x] = placeOf(pixels.readUIntBE((y * width + x) * 3, 3));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
