/** Two or three entries remain: the person is asked for what tells them apart, as often as their words leave more than one. */
import type { Option } from '../../adapters/channel.ts';
import type { Match } from '../../intents/types.ts';
import type { LoadedEntry } from '../../knowledge/schema.ts';
import { asks } from '../understand/questions.ts';
import { clarifyBetween } from './compose.ts';
import { distinguish, optionLabels } from './distinguish.ts';
import { valuesNamed } from './ellipsis.ts';
import { entryOf, type Outcome, type Scene } from './scene.ts';
import { offering } from './work-out.ts';

/** A third entry less likely than this is left out where a question tells the first two apart, but not all. */
const unlikely = 0.05;

/** The entries to ask between, best first. */
export function entriesToOffer(scene: Scene, { options = [], ranking }: Match): LoadedEntry[] {
  const entries = options.flatMap((id) => entryOf(scene, id) ?? []);
  const [first, second, third] = entries;
  if (!first || !second || !third) return entries;
  const confidence = ranking.find(({ entry }) => entry === third.id)?.confidence ?? 0;
  const isBetter = !distinguish(scene, entries) && distinguish(scene, [first, second]) !== undefined;
  return isBetter && confidence < unlikely ? [first, second] : entries;
}

/** Asks which of these entries is meant; `options` carry the entries' own labels. */
export function askWhich(scene: Scene, options: readonly Option[], confidence?: number): Outcome {
  const entries = options.flatMap(({ entry }) => entryOf(scene, entry) ?? []);
  const distinction = distinguish(scene, entries);
  const labels = distinction ? optionLabels(scene, distinction, entries) : [];
  const labelled = options.map((option, at) => ({ ...option, label: labels[at] ?? option.label }));
  const reply = clarifyBetween(scene, labelled, { distinction, confidence });
  return { replies: [reply], conversation: offering(scene.conversation, [reply]) };
}

/** Longer words say more than the value of a facet. */
const longestValue = 8;

/** The options that fit a value that the text names, such as 企业; undefined when it rules none out, or all. */
export function narrowByWords(scene: Scene): readonly Option[] | undefined {
  const { options } = scene.conversation;
  if ([...scene.plain].length > longestValue || asks(scene.plain)) return undefined;
  const named = valuesNamed(scene, scene.text);
  for (const { id, values } of scene.expertise.knowledge.facets) {
    const value = values.find((one) => named.includes(one.id))?.id;
    const fitting = options.filter(({ entry }) => entryOf(scene, entry)?.facets[id] === value);
    if (value !== undefined && fitting.length > 0 && fitting.length < options.length) return fitting;
  }
  return undefined;
}
