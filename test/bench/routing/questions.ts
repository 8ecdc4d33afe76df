/** The labelled questions of the routing bench. `report` is only ever reported on. */
import { resolve } from 'node:path';
import type { RoutingCase } from '../../../intents/evaluate.ts';
import { readCases } from '../routing-cases.ts';

export const sets = ['dev', 'report'] as const;
export type SetName = (typeof sets)[number];

export const readQuestions = (set: SetName): RoutingCase[] =>
  readCases(resolve(import.meta.dirname, '..', '..', 'cases', 'routing', `${set}.jsonl`));
