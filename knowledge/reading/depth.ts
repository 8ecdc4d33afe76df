/** How deep a YAML text is nested, found before it is composed: the composer recurses, and a very deep text kills it. */
import type { CST } from 'yaml';

const deepest = 32;

/** True when collections stand in one another more than 32 levels deep. */
export function isTooDeep(token: CST.Token): boolean {
  return reaches(token, deepest);
}

/** Looks no further down than `levels`, so that its own recursion has an end. */
function reaches(token: CST.Token | null | undefined, levels: number): boolean {
  if (!token) return false;
  if (levels === 0) return true;
  if (token.type === 'document') return reaches(token.value, levels - 1);
  if (!('items' in token)) return false;
  return token.items.some((item) => reaches(item.key, levels - 1) || reaches(item.value, levels - 1));
}
