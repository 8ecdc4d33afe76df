/** The only addresses that a reply may lead to; whatever else stands in an answer stays text. */
const allowed = new Set(['https:', 'http:', 'tel:', 'mailto:']);

/** The address when it may be followed, or `undefined`. */
export function followable(url: string): string | undefined {
  try {
    return allowed.has(new URL(url).protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}
