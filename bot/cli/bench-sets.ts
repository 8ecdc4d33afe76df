/** Reads public intent sets from a folder of the person's own: nothing is downloaded, nothing is shipped. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Labelled } from '../../intents/intent-sets.ts';
import { UsageError } from './usage-error.ts';

export interface IntentSet {
  readonly train: readonly Labelled[];
  /** Empty where the set has none. */
  readonly validation: readonly Labelled[];
  readonly test: readonly Labelled[];
}

const pairs = z.array(z.tuple([z.string(), z.string()]));
const clincSchema = z.object({
  train: pairs,
  val: pairs,
  test: pairs,
  oos_train: pairs,
  oos_val: pairs,
  oos_test: pairs,
});
const outside: ReadonlySet<string> = new Set(['oos', 'NO_NODES_DETECTED']);

const label = (rows: readonly (readonly string[])[]): Labelled[] =>
  rows.map(([text = '', intent = '']) => (outside.has(intent) ? { text } : { text, intent }));

function readText(dir: string, name: string): string {
  try {
    return readFileSync(join(dir, name), 'utf8');
  } catch (cause) {
    throw new UsageError(`${join(dir, name)}: cannot be read; --data names the folder that holds the set`, {
      cause,
    });
  }
}

/** Rows of two columns under a heading; cells may hold line breaks. */
function readRows(dir: string, name: string): Labelled[] {
  const text = readText(dir, name);
  try {
    return label(pairs.parse(parse(text, { bom: true, from_line: 2 })));
  } catch (cause) {
    throw new UsageError(`${join(dir, name)}: is not a CSV file of texts and labels`, { cause });
  }
}

function readClinc(dir: string): IntentSet {
  const name = 'data_full.json';
  const text = readText(dir, name);
  try {
    const data = clincSchema.parse(JSON.parse(text));
    return {
      train: label([...data.train, ...data.oos_train]),
      validation: label([...data.val, ...data.oos_val]),
      test: label([...data.test, ...data.oos_test]),
    };
  } catch (cause) {
    throw new UsageError(`${join(dir, name)}: is not CLINC150's data_full.json`, { cause });
  }
}

const readCsvSet = (dir: string, train: string, test: string): IntentSet => ({
  train: readRows(dir, train),
  validation: [],
  test: readRows(dir, test),
});

/** Sets by name, each with the files of its own publication. Reading throws UsageError when a file is not as expected. */
export const intentSets: Readonly<Record<string, (dir: string) => IntentSet>> = {
  clinc150: readClinc,
  banking77: (dir) => readCsvSet(dir, 'train.csv', 'test.csv'),
  hint3: (dir) => readCsvSet(dir, 'sofmattress_train.csv', 'sofmattress_test.csv'),
};
