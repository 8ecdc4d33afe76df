/** Names that must be unique among their kind: the second one is a fault that tells where the first one stands. */
import { type Fault, formatPosition } from '../errors.ts';
import type { Reading } from '../reading/read.ts';
import type { Placed } from '../reading/sheet.ts';

/** Every name of every kind, steps of all rule files included. */
export function checkIds(reading: Reading): Fault[] {
  const steps = reading.rules.files.flatMap((file) =>
    Object.keys(file.value.steps).map((id) => ({ id, item: file, path: ['steps', id] })),
  );
  return [
    ...repeated(named(reading.entries.items, 'id'), 'the entry'),
    ...repeated(named(reading.facets.items, 'id'), 'the facet'),
    ...repeated(named(reading.boundaries.items, 'id'), 'the topic'),
    ...repeated(named(reading.lexicon.items, 'id'), 'the concept'),
    ...repeated(named(reading.parameters.items, 'id'), 'the parameter'),
    ...repeated(named(reading.facts.items, 'name'), 'the fact'),
    ...repeated(named(reading.rules.items, 'rule'), 'the rule'),
    ...repeated(named(reading.calendar.items, 'year'), 'the year'),
    ...repeated(steps, 'the step'),
  ];
}

interface Named {
  readonly id: string;
  readonly item: Placed<unknown>;
  readonly path: readonly string[];
}

function named<Key extends string>(
  items: readonly Placed<Readonly<Record<Key, string | number>>>[],
  key: Key,
): Named[] {
  return items.map((item) => ({ id: String(item.value[key]), item, path: [key] }));
}

function repeated(all: readonly Named[], what: string): Fault[] {
  const first = new Map<string, Named>();
  return all.flatMap((one) => {
    const earlier = first.get(one.id);
    if (!earlier) first.set(one.id, one);
    if (!earlier) return [];
    const where = formatPosition(earlier.item.at(earlier.path));
    return [
      one.item.fault(
        `${what} \`${one.id}\` already stands at ${where}; rename or remove one of them`,
        one.path,
      ),
    ];
  });
}
