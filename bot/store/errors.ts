/** What can be wrong with the store, told so that the person who runs it knows what to do. */

export type StoreErrorCode =
  | 'STORE_UNWRITABLE'
  | 'STORE_LOCKED'
  | 'STORE_DAMAGED'
  | 'STORE_FULL'
  | 'STORE_NEWER'
  | 'STORE_AWAY'
  | 'STORE_REFUSED'
  | 'STORE_CROWDED'
  | 'STORE_FORGOTTEN'
  | 'STORE_BACKUP'
  | 'STORE_FAILED';

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

type Cause = readonly [RegExp, StoreErrorCode, string];

const full = 'lies on a full disk; free some space, nothing acknowledged is lost';

/** SQLite result codes (extended ones in their low byte) and system codes that have a plain cause. */
const sqliteCauses: readonly Cause[] = [
  [
    /EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|CANTOPEN|READONLY|unable to open|readonly/i,
    'STORE_UNWRITABLE',
    'cannot be written; check that the folder exists, belongs to this user and is not read-only',
  ],
  [
    /BUSY|LOCKED|is locked/i,
    'STORE_LOCKED',
    'is locked by another program; stop it or wait, then start again',
  ],
  [/ENOSPC|FULL|is full/i, 'STORE_FULL', full],
  [
    /NOTADB|CORRUPT|not a database|malformed/i,
    'STORE_DAMAGED',
    'is damaged or not ours; move it away, then put a backup back with dawen restore FILE',
  ],
];

/** SQLSTATE codes, system codes, and what the driver says when there is no server at all. */
const postgresCauses: readonly Cause[] = [
  [
    /\b(28P01|28000|3D000)\b/,
    'STORE_REFUSED',
    'refuses us; check user, password and database in DATABASE_URL',
  ],
  [/\b(53300|57P03)\b/, 'STORE_AWAY', 'takes no more connections now; wait, or raise max_connections'],
  [
    /ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOST|ENETUNREACH|ENOENT|EPIPE|\b(57P0\d|08\w{3})\b|terminated|connection timeout|timeout exceeded|not queryable|read timeout/i,
    'STORE_AWAY',
    'cannot be reached; check that it runs and that DATABASE_URL is right',
  ],
  [/\b53100\b/, 'STORE_FULL', full],
  [/\b(42501|25006)\b/, 'STORE_UNWRITABLE', 'lets us not write; grant the user of DATABASE_URL its schema'],
  [/\b(55P03|57014|40P01)\b/, 'STORE_LOCKED', 'took too long, as others hold what we need; try again'],
];

/** The same failure as a StoreError that names the place. A StoreError stays what it is. */
export function toStoreError(cause: unknown, place: string): StoreError {
  if (cause instanceof StoreError) return cause;
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const causes = place.startsWith('PostgreSQL') ? postgresCauses : sqliteCauses;
  const found = causes.find(([pattern]) => pattern.test(wordsOf(error)));
  if (found) return new StoreError(found[1], `${place}: ${found[2]}`, cause);
  return new StoreError('STORE_FAILED', `${place}: the store failed (${error.message})`, cause);
}

/** Codes and message; of several addresses that were tried, those of each. */
function wordsOf(error: Error): string {
  const codes = ['code', 'sqliteCode'].map((name) => Reflect.get(error, name) ?? '');
  const inner = error instanceof AggregateError ? error.errors.map((each) => wordsOf(each)) : [];
  return [...codes, error.message, ...inner].join(' ');
}
