/** Keeps the last results of a pure function: a message, its parts and what we offered are read again and again. */

/** The same function, which computes nothing anew for the texts that it met last, `most` of them at most. */
export function keepLatest<V>(compute: (text: string) => V, most = 10): (text: string) => V {
  const latest = new Map<string, V>();
  return (text) => {
    const known = latest.get(text);
    if (known !== undefined) return known;
    const value = compute(text);
    if (latest.size >= most) latest.clear();
    latest.set(text, value);
    return value;
  };
}

/**
 * The same for what is read out of a text for each of some objects, such as facts that many rules share. Goes with the
 * object: a knowledge base that was replaced is not held by what was said while it was known.
 */
export function keepLatestOf<O extends object, V>(
  compute: (text: string, of: O) => V,
): (text: string, of: O) => V {
  const latestOf = new WeakMap<O, (text: string) => { readonly value: V }>();
  return (text, of) => {
    const latest = latestOf.get(of) ?? keepLatest((one) => ({ value: compute(one, of) }));
    latestOf.set(of, latest);
    return latest(text).value;
  };
}
