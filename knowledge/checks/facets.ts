/** The facets that entries use must exist, with that value, and each value stands once. */
import type { Fault } from '../errors.ts';
import { didYouMean } from '../reading/nearest.ts';
import type { Reading } from '../reading/read.ts';
import type { Placed } from '../reading/sheet.ts';
import type { Entry, Facet } from '../schema.ts';

/** Unknown facets and values of entries, and repeated values. */
export function checkFacets(reading: Reading): Fault[] {
  const facets = reading.facets.items.map(({ value }) => value);
  const unsure = !reading.facets.complete || reading.facets.ids.length > facets.length;
  return [
    ...reading.facets.items.flatMap(repeatedValues),
    ...(unsure ? [] : reading.entries.items.flatMap((entry) => strangers(entry, facets))),
  ];
}

function strangers(entry: Placed<Entry>, facets: readonly Facet[]): Fault[] {
  return Object.entries(entry.value.facets).flatMap(([id, value]) => {
    const facet = facets.find((one) => one.id === id);
    const known = facet ? facet.values.map((one) => one.id) : facets.map((one) => one.id);
    if (facet && known.includes(value)) return [];
    const what = facet ? `the facet \`${id}\` has no value \`${value}\`` : `there is no facet \`${id}\``;
    const hint = didYouMean(facet ? value : id, known) || '; correct it or add it to facets.yaml';
    return [entry.fault(what + hint, ['facets', id])];
  });
}

function repeatedValues(facet: Placed<Facet>): Fault[] {
  const ids = facet.value.values.map(({ id }) => id);
  return ids.flatMap((id, at) =>
    ids.indexOf(id) < at
      ? [
          facet.fault(`the value \`${id}\` already stands in this facet; remove one of them`, [
            'values',
            at,
            'id',
          ]),
        ]
      : [],
  );
}
