/** One entry as an agent sees it: its answer word for word, where it comes from, and the forms that compute for it. */
import type { EntryView } from '../../adapters/console/console-api.ts';
import type { LoadedEntry } from '../../knowledge/schema.ts';
import { answerWith } from '../turn/compose.ts';
import { entryOf, entryOption } from '../turn/scene.ts';
import { type Bench, sceneFor } from './bench.ts';
import { formsOf } from './forms.ts';

/** Undefined when there is no such entry. */
export function viewEntry(bench: Bench, id: string): EntryView | undefined {
  const entry = bench.expertise.knowledge.entries.find((one) => one.id === id);
  return entry && toView(bench, entry);
}

function toView(bench: Bench, entry: LoadedEntry): EntryView {
  const scene = sceneFor(bench);
  const { content, markdown, sources } = answerWith(scene, entry);
  const related = entry.related.flatMap((id) => entryOf(scene, id) ?? []);
  return {
    ...{ entry: entry.id, question: entry.question, section: entry.section, content, markdown, sources },
    forms: formsOf(bench, entry),
    related: related.map((one) => entryOption(scene, one)),
  };
}
