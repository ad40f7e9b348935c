import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

let isPrepared = false;

/** What the QR codes of a picture say, read by a library that has no part in how they are made. */
export async function readQrCodes(picture: Uint8Array | ArrayBuffer): Promise<string[]> {
  // Read here: each file of tests would start later by it.
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  // Of itself it would load its program from elsewhere.
  const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  if (!isPrepared)
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });
  isPrepared = true;
  const codes = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'] });
  return codes.map(({ text }) => text);
}
