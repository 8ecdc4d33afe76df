/** The sealed envelope of WeCom's callbacks: SHA-1 signature, AES-256-CBC, padding to 32 bytes, the receiver's id at the end. */
import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface SealKeys {
  readonly token: string;
  readonly aesKey: Buffer;
  /** Corp id; empty for the AI bot. */
  readonly receiveId: string;
}

export interface Sealed {
  readonly signature: string;
  /** Seconds since 1970, as they were signed. */
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypted: string;
}

export type Refusal = 'signature_mismatch' | 'decrypt_error' | 'receiveid_mismatch' | 'stale_timestamp';
export type Opened =
  | { readonly status: 'opened'; readonly text: string }
  | { readonly status: 'refused'; readonly reason: Refusal };

/** An EncodingAESKey has 43 characters; Buffer would silently drop what is no base64. */
export function readAesKey(encoded: string): Buffer | undefined {
  if (!/^[A-Za-z0-9+/]{43}$/.test(encoded)) return undefined;
  return Buffer.from(`${encoded}=`, 'base64');
}

/** Seconds by which the platform's clock and ours may differ. */
export const mostSkew = 300;
const block = 32;
const randomLength = 16;
const headLength = randomLength + 4;

/** Opens an envelope as of `now`, in seconds since 1970. The order of the checks tells nothing to those without the token. */
export function open(sealed: Sealed, keys: SealKeys, now: number): Opened {
  if (!isSigned(sealed, keys)) return { status: 'refused', reason: 'signature_mismatch' };
  const plain = decrypt(sealed.encrypted, keys.aesKey);
  const content = plain && takeApart(plain);
  if (!content) return { status: 'refused', reason: 'decrypt_error' };
  if (content.receiveId !== keys.receiveId) return { status: 'refused', reason: 'receiveid_mismatch' };
  if (!(Math.abs(now - Number(sealed.timestamp)) <= mostSkew))
    return { status: 'refused', reason: 'stale_timestamp' };
  return { status: 'opened', text: content.text };
}

export interface Stamp {
  readonly timestamp: string;
  readonly nonce: string;
  /** 16 bytes; chosen by chance unless set. */
  readonly random?: Buffer;
}

export function seal(text: string, keys: SealKeys, { timestamp, nonce, random }: Stamp): Sealed {
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const head = random ?? randomBytes(randomLength);
  const plain = Buffer.concat([head, length, message, Buffer.from(keys.receiveId)]);
  const padding = block - (plain.length % block);
  const cipher = createCipheriv('aes-256-cbc', keys.aesKey, keys.aesKey.subarray(0, 16)).setAutoPadding(
    false,
  );
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
  const encrypted = Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
  return { encrypted, timestamp, nonce, signature: sign({ timestamp, nonce, encrypted }, keys.token) };
}

function sign({ timestamp, nonce, encrypted }: Omit<Sealed, 'signature'>, token: string): string {
  const parts = [token, timestamp, nonce, encrypted].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return createHash('sha1').update(parts.join('')).digest('hex');
}

/** In constant time, whatever was sent. */
function isSigned(sealed: Sealed, { token }: SealKeys): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(sign(sealed, token)), hash(sealed.signature));
}

function decrypt(encrypted: string, key: Buffer): Buffer | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encrypted)) return undefined;
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return withoutPadding(Buffer.concat([decipher.update(bytes), decipher.final()]));
}

function withoutPadding(plain: Buffer): Buffer | undefined {
  const padding = plain.at(-1) ?? 0;
  if (padding < 1 || padding > block || padding > plain.length) return undefined;
  const rest = plain.length - padding;
  return plain.subarray(rest).every((byte) => byte === padding) ? plain.subarray(0, rest) : undefined;
}

function takeApart(plain: Buffer): { text: string; receiveId: string } | undefined {
  if (plain.length < headLength) return undefined;
  const end = headLength + plain.readUInt32BE(randomLength);
  if (end > plain.length) return undefined;
  return { text: plain.toString('utf8', headLength, end), receiveId: plain.toString('utf8', end) };
}
