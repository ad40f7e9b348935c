import { imageSize } from 'image-size';

/**
 * A JPEG or PNG with what it takes to show it, and nothing that it tells besides: no place, time, camera, name or preview,
 * and nothing after its end. Which way up it is (EXIF, 0x0112) stays. Null for one that ends early.
 */
export function barePicture(content: Buffer, mediaType: string): Buffer | null {
  try {
    return Buffer.concat(mediaType === 'image/png' ? pngParts(content) : jpegParts(content));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Besides the critical ones: transparency, colours, background and proportions (PNG, 3rd edition, 11.3). */
const pngKept = ['tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'bKGD', 'pHYs'];

function pngParts(content: Buffer): Buffer[] {
  const parts = [content.subarray(0, 8)];
  for (let at = 8; ;) {
    const end = at + 12 + content.readUInt32BE(at);
    const type = content.toString('latin1', at + 4, at + 8);
    if (end > content.length) throw new RangeError('A chunk ends early.');
    // A capital begins the names of those without which there is no picture.
    if (/^[A-Z]/.test(type) || pngKept.includes(type)) parts.push(content.subarray(at, end));
    if (type === 'IEND') return parts;
    at = end;
  }
}

/** Markers of JPEG (ITU-T T.81, table B.1). */
const marker = { scan: 0xda, end: 0xd9, application: 0xe0, comment: 0xfe } as const;

function jpegParts(content: Buffer): Buffer[] {
  const parts = [content.subarray(0, 2), ...orientationPart(content)];
  for (let at = 2; ;) {
    if (content.readUInt8(at) !== 0xff) throw new RangeError('A segment begins late.');
    const name = content.readUInt8(at + 1);
    if (name === marker.end) return [...parts, content.subarray(at, at + 2)];
    const header = at + 2 + content.readUInt16BE(at + 2);
    const end = name === marker.scan ? endOfScan(content, header) : header;
    if (end > content.length) throw new RangeError('A segment ends early.');
    const segment = content.subarray(at, end);
    if (isNeeded(name, segment)) parts.push(segment);
    at = end;
  }
}

/** Where the next marker stands: the picture's own 0xFF come before a zero or a restart (T.81, B.1.1.5). */
function endOfScan(content: Buffer, start: number): number {
  for (let at = content.indexOf(0xff, start); at !== -1; at = content.indexOf(0xff, at + 2)) {
    const next = content.readUInt8(at + 1);
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw new RangeError('The picture ends early.');
}

function isNeeded(name: number, segment: Buffer): boolean {
  const says = segment.toString('latin1', 4, 16);
  if (name === marker.comment) return false;
  if (name < marker.application || name > 0xef) return true;
  return says.startsWith('JFIF\0') || says.startsWith('ICC_PROFILE\0') || says.startsWith('Adobe\0');
}

/** EXIF with one entry: which way up. */
function orientationPart(content: Buffer): Buffer[] {
  const { orientation = 1 } = imageSize(content);
  if (orientation === 1) return [];
  const exif = 'ffe10022' + '457869660000' + '4d4d002a00000008' + '0001' + '0112000300000001';
  return [Buffer.from(`${exif}000${orientation.toString(16)}0000` + '00000000', 'hex')];
}
