/** Days still to come: a rule refuses them, but what is planned for one can be worked out as seen from that day. */
import type { Temporal } from 'temporal-polyfill';
import { parseInstant } from '../../intents/rules/shanghai-time.ts';
import type { RuleResult } from '../../intents/rules/types.ts';
import { speaksOfPlan } from '../understand/plans.ts';
import type { Scene } from './scene.ts';

/** The instant to work this out at instead: the last day that lies ahead, where the message or what is known plans it. */
export function plannedInstant(
  scene: Scene,
  facts: Readonly<Record<string, unknown>>,
  result: RuleResult,
): Temporal.Instant | undefined {
  if (result.status !== 'invalid' || result.fields.some(({ reason }) => reason !== 'in_future'))
    return undefined;
  const isPlanned = scene.plansAhead || speaksOfPlan(scene.plain, scene);
  const last = result.fields
    .map(({ fact }) => String(facts[fact]))
    .sort()
    .at(-1);
  const start = isPlanned ? parseInstant(last) : undefined;
  return start?.ok ? start.value : undefined;
}
