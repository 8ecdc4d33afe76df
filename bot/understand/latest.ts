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

/** The same for what is read out of a text for each of some objects, such as facts that many rules share. */
export function keepLatestOf<O extends object, V>(
  compute: (text: string, of: O) => V,
): (text: string, of: O) => V {
  const latest = keepLatest(() => new Map<O, { readonly value: V }>());
  return (text, of) => {
    const known = latest(text);
    const { value } = known.get(of) ?? { value: compute(text, of) };
    known.set(of, { value });
    return value;
  };
}
