/** The opening questions as Slack suggests them when somebody opens the assistant. */
import type { KnowledgeBase } from '../../../knowledge/schema.ts';

/** Slack shows four at most. */
const most = 4;

export function suggestedPrompts({ opening, entries }: Pick<KnowledgeBase, 'opening' | 'entries'>) {
  return opening.slice(0, most).flatMap((id) => {
    const entry = entries.find((one) => one.id === id);
    return entry ? [{ title: entry.label['zh-Hans'], message: entry.question }] : [];
  });
}
