/** What a rule says to the facts in its form: the sentence, its steps and its source, ready to be pasted. */
import type { RuleAnswer } from '../../adapters/console/console-api.ts';
import { computedWith, whyNot } from '../turn/compose-result.ts';
import { toRuleReport } from '../turn/rule-report.ts';
import { entryOf } from '../turn/scene.ts';
import { type Bench, sceneFor } from './bench.ts';
import { factsTyped } from './forms.ts';

export interface RuleCall {
  readonly rule: string;
  /** Entry whose answer it belongs to. */
  readonly entry: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Runs the rule as of the bench's day. Throws UnknownRuleError; every other fault is a status. */
export function answerRule(bench: Bench, { rule, entry: id, facts }: RuleCall): RuleAnswer {
  const { rules, knowledge } = bench.expertise;
  const result = rules.run(rule, factsTyped(bench, rule, facts), bench.now);
  const report = toRuleReport(result, knowledge);
  const scene = sceneFor(bench);
  const entry = entryOf(scene, id) ?? knowledge.entries.find((one) => one.rules.includes(rule));
  if (report.status === 'needs_facts')
    return { rule, status: report.status, steps: [], missing: report.missing };
  if (report.status === 'invalid') return { rule, status: report.status, steps: [], fields: report.fields };
  if (!entry) return { rule, status: report.status, steps: [] };
  const draft =
    result.status === 'ok'
      ? computedWith(scene, { entry, result, basis: 'stated' })
      : whyNot(scene, { entry, result, ways: [] });
  return {
    ...{ rule, status: report.status, content: draft.content, markdown: draft.markdown },
    steps: 'steps' in report ? report.steps : [],
    ...(draft.computed && { computed: draft.computed }),
  };
}
