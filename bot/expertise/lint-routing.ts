/** Doubts about the knowledge base that only the router can have: examples it would take for another entry's. */
import { findStrays, type Stray } from '../../intents/review-examples.ts';
import type { LintFinding } from '../../knowledge/lint.ts';
import type { LoadedKnowledge } from '../../knowledge/load.ts';

/** Above this many entries training over and over takes longer than anybody waits for. */
const mostEntries = 1000;

/** Findings in the order of the knowledge base. Takes some seconds. */
export function lintRouting(knowledge: LoadedKnowledge): LintFinding[] {
  if (knowledge.entries.length > mostEntries) return [];
  return findStrays(knowledge).flatMap((stray) => {
    const entry = knowledge.entries.find(({ id }) => id === stray.entry);
    const place = entry && knowledge.locate(entry, ['similar', stray.at]);
    return place ? [{ ...place, severity: 'warning', code: 'stray-example', message: messageOf(stray) }] : [];
  });
}

function messageOf({ text, nearer, chances }: Stray): string {
  const [there, here] = [chances.nearer.toFixed(2), chances.own.toFixed(2)];
  return `"${text}" lies nearer to \`${nearer}\` (${there}) than here (${here}); move it there, say it more plainly, or put it under \`contrast\` if it is to tell the two apart`;
}
