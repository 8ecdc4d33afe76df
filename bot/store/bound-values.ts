/** What is bound to a statement, made fit for both engines. */

/** SQLite reads a text up to its first NUL, PostgreSQL takes none, and nobody means one. */
export function bindable(values: readonly unknown[]): unknown[] {
  return values.map((value) =>
    typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value,
  );
}
