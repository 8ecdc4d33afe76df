/** What can be wrong with the store, told so that the person who runs it knows what to do. */

export type StoreErrorCode =
  | 'STORE_UNWRITABLE'
  | 'STORE_LOCKED'
  | 'STORE_DAMAGED'
  | 'STORE_FULL'
  | 'STORE_NEWER'
  | 'STORE_UNSUPPORTED'
  | 'STORE_FAILED';

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

const unwritable =
  'cannot be written; check that the folder exists, belongs to this user and is not read-only';

/** SQLite result codes (extended ones in their low byte) and system codes that have a plain cause. */
const causes: readonly [RegExp, StoreErrorCode, string][] = [
  [
    /EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|CANTOPEN|READONLY|unable to open|readonly/i,
    'STORE_UNWRITABLE',
    unwritable,
  ],
  [
    /BUSY|LOCKED|is locked/i,
    'STORE_LOCKED',
    'is locked by another program; stop it or wait, then start again',
  ],
  [
    /ENOSPC|FULL|is full/i,
    'STORE_FULL',
    'lies on a full disk; free some space, nothing acknowledged is lost',
  ],
  [
    /NOTADB|CORRUPT|not a database|malformed/i,
    'STORE_DAMAGED',
    'is damaged or not ours; move it away or restore a backup',
  ],
];

/** The same failure as a StoreError that names the place. A StoreError stays what it is. */
export function toStoreError(cause: unknown, place: string): StoreError {
  if (cause instanceof StoreError) return cause;
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const words = `${'code' in error ? error.code : ''} ${'sqliteCode' in error ? error.sqliteCode : ''} ${error.message}`;
  const found = causes.find(([pattern]) => pattern.test(words));
  if (found) return new StoreError(found[1], `${place}: ${found[2]}`, cause);
  return new StoreError('STORE_FAILED', `${place}: the store failed (${error.message})`, cause);
}
