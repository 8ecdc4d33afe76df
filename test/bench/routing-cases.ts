/** Reads a set of labelled questions. */
import { readFileSync } from 'node:fs';
import { type RoutingCase, routingCaseSchema } from '../../intents/evaluate.ts';

export function readCases(file: string): RoutingCase[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => routingCaseSchema.parse(JSON.parse(line)));
}
