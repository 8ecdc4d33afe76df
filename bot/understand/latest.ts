/** Keeps the last result of a pure function: one message is read again and again within its turn. */

/** The same function, which computes nothing anew for the key that it was last called with. */
export function keepLatest<K, V>(compute: (key: K) => V): (key: K) => V {
  let latest: { readonly key: K; readonly value: V } | undefined;
  return (key) => {
    if (latest === undefined || latest.key !== key) latest = { key, value: compute(key) };
    return latest.value;
  };
}
