/** The labelled questions of the routing bench. `report` is only ever reported on. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type RoutingCase, routingCaseSchema } from '../../../intents/evaluate.ts';

export const sets = ['dev', 'report'] as const;
export type SetName = (typeof sets)[number];

export function readQuestions(set: SetName): RoutingCase[] {
  const file = resolve(import.meta.dirname, '..', '..', 'cases', 'routing', `${set}.jsonl`);
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => routingCaseSchema.parse(JSON.parse(line)));
}
