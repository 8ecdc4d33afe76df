/** A JSON header and typed arrays as one run of bytes under a checksum. */

const magic = 0x4441574e;
/** Magic number, checksum of what follows it, length of the header, a gap. */
const headerStart = 16;
const checkedFrom = 8;

const kinds = { f32: Float32Array, i32: Int32Array, u16: Uint16Array, i8: Int8Array } as const;
type Kind = keyof typeof kinds;
export type NumberArray = Float32Array | Int32Array | Uint16Array | Int8Array;

/** The bytes are not a model of this version: train again. */
export class ModelFormatError extends Error {
  override readonly name = 'ModelFormatError';
  readonly code = 'MODEL_FORMAT';

  constructor(what: string) {
    super(`The stored routing model cannot be used: ${what}. Train it again from the knowledge base`);
  }
}

interface Part {
  readonly name: string;
  readonly kind: Kind;
  readonly length: number;
}

export interface Unpacked {
  readonly header: unknown;
  readonly arrays: Readonly<Record<string, NumberArray>>;
}

const kindOf = (array: NumberArray): Kind =>
  (Object.keys(kinds) as Kind[]).find((kind) => array instanceof kinds[kind]) ?? 'i8';

/** Arrays begin at multiples of 8, so that they can be used where they stand. */
const padded = (size: number): number => Math.ceil(size / 8) * 8;

/** FNV-1a over all bytes. */
function checksum(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at++) sum = Math.imul(sum ^ (bytes[at] as number), 0x01000193);
  return sum >>> 0;
}

export function packBytes(header: unknown, arrays: Readonly<Record<string, NumberArray>>): Uint8Array {
  const parts = Object.entries(arrays).map(
    ([name, array]): Part => ({ name, kind: kindOf(array), length: array.length }),
  );
  const text = new TextEncoder().encode(JSON.stringify({ header, parts }));
  const body = Object.values(arrays).reduce((size, array) => size + padded(array.byteLength), 0);
  const bytes = new Uint8Array(padded(headerStart + text.length) + body);
  bytes.set(text, headerStart);
  let at = padded(headerStart + text.length);
  for (const array of Object.values(arrays)) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += padded(array.byteLength);
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  view.setUint32(8, text.length);
  view.setUint32(4, checksum(bytes.subarray(checkedFrom)));
  return bytes;
}

/** Reads what `packBytes` wrote. Throws `ModelFormatError` for anything else. */
export function unpackBytes(given: Uint8Array): Unpacked {
  // A copy of our own begins at a multiple of 8, whatever buffer the bytes came in.
  const bytes = Uint8Array.from(given);
  const view = new DataView(bytes.buffer);
  if (bytes.length < headerStart) throw new ModelFormatError('it is cut off');
  if (view.getUint32(0) !== magic) throw new ModelFormatError('it is another kind of file');
  if (view.getUint32(4) !== checksum(bytes.subarray(checkedFrom)))
    throw new ModelFormatError('it is damaged');
  const size = view.getUint32(8);
  const text = new TextDecoder().decode(bytes.subarray(headerStart, headerStart + size));
  const { header, parts } = JSON.parse(text) as { header: unknown; parts: Part[] };
  const arrays: Record<string, NumberArray> = {};
  let at = padded(headerStart + size);
  for (const { name, kind, length } of parts) {
    const array = new kinds[kind](bytes.buffer, at, length);
    arrays[name] = array;
    at += padded(array.byteLength);
  }
  return { header, arrays };
}
