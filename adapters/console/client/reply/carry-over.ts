/** Keeps what an agent wrote into a reply when the answers under it change. */
import { joinSegments, type Segment } from './compose.ts';

/**
 * The agent's text with every segment that changed in the place of its former self.
 * `undefined` where an edit stands in the way of a change: then the agent decides.
 */
export function carryOver(
  text: string,
  before: readonly Segment[],
  after: readonly Segment[],
): string | undefined {
  if (text === joinSegments(before)) return joinSegments(after);
  const left = dropSegments(text, before, after);
  return left === undefined ? undefined : putSegments(left, before, after);
}

function dropSegments(
  text: string,
  before: readonly Segment[],
  after: readonly Segment[],
): string | undefined {
  const gone = before.filter(({ key }) => !after.some((one) => one.key === key));
  return gone.reduce<string | undefined>((left, { text: former }) => {
    if (!left?.includes(former)) return undefined;
    return left
      .replace(former, () => '')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }, text);
}

/** A new segment stands after the one before it, or at the beginning. */
function putSegments(
  text: string,
  before: readonly Segment[],
  after: readonly Segment[],
): string | undefined {
  let whole = text;
  for (const [at, { key, text: wanted }] of after.entries()) {
    const former = before.find((one) => one.key === key)?.text;
    if (former === wanted) continue;
    const anchor = former ?? after[at - 1]?.text;
    if (anchor !== undefined && !whole.includes(anchor)) return undefined;
    if (former !== undefined) whole = whole.replace(former, () => wanted);
    else if (anchor === undefined) whole = `${wanted}\n\n${whole}`;
    else whole = whole.replace(anchor, () => `${anchor}\n\n${wanted}`);
  }
  return whole;
}
