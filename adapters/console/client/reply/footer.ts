/** The lines under a reply: where its answers stand, and the receipts of what was worked out. */
import type { Source } from '../../../channel.ts';
import { type Answered, isTold } from './compose.ts';

/** Every place that the reply rests on, each once, in the order of the answers. */
export function sourceLine(answered: readonly Answered[]): string {
  const sources = answered.filter(({ topic }) => topic.isIn).flatMap(sourcesOf);
  const places = [...new Set(sources.map(({ heading }) => `“${heading}”`))];
  return places.length === 0 ? '' : `出处：${places.join('、')}`;
}

function sourcesOf({ topic, worked }: Answered): readonly Source[] {
  const told = isTold(worked) ? (worked.computed?.sources ?? []) : [];
  const authored = topic.isOwnCase && isTold(worked) ? [] : (topic.answer?.sources ?? []);
  return [...authored, ...told];
}

export const receiptLine = (codes: readonly string[]): string =>
  codes.length === 0 ? '' : `回执：${[...new Set(codes)].join('、')}`;

/** The whole reply as it is copied. */
export const withFooter = (body: string, lines: readonly string[]): string =>
  [body.trim(), ...lines].filter((text) => text !== '').join('\n\n');
