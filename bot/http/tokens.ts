/** Bearer tokens of sessions: 256 random bits for the person, a hash for the store. */
import { hash, randomBytes } from 'node:crypto';

export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256, hex. No salt is needed: a token holds more chance than anyone can try. */
export function hashToken(token: string): string {
  return hash('sha256', token);
}

/** The token of an `Authorization: Bearer …` header, if it has the form of one. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +([A-Za-z0-9_-]{43})$/i.exec(header ?? '')?.[1];
}
