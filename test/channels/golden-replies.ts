/** One reply for each entry and each rule, the same on every run: what a channel's golden file is drawn from. */
import { readdirSync, readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import type { Reply } from '../../adapters/channel.ts';
import { sceneFor } from '../../bot/console/bench.ts';
import { answerWith } from '../../bot/turn/compose.ts';
import { computedWith } from '../../bot/turn/compose-result.ts';
import { parseInstant } from '../../intents/rules/shanghai-time.ts';
import { plainExpertise } from '../bot/house.ts';

export interface GoldenReply {
  readonly name: string;
  readonly reply: Reply;
}

const now = Temporal.Instant.from('2026-11-23T05:00:00Z');

export function goldenReplies(): GoldenReply[] {
  const { entries } = plainExpertise.knowledge;
  const scene = sceneFor({ expertise: plainExpertise, now });
  const answers = entries.map((entry) => ({
    name: entry.id,
    reply: { ...answerWith(scene, entry), messageId: entry.id },
  }));
  return [...answers, ...readdirSync('test/cases/rules').sort().flatMap(ruleReply)];
}

interface RuleCase {
  readonly asOf: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly expect: { readonly status: string };
}

/** The first case of a rule that gives a result. */
function ruleReply(file: string): GoldenReply[] {
  const rule = file.replace(/\.yaml$/, '');
  const cases: RuleCase[] = parse(readFileSync(`test/cases/rules/${file}`, 'utf8'));
  const entry = plainExpertise.knowledge.entries.find(({ rules }) => rules.includes(rule));
  for (const { asOf, facts, expect } of cases) {
    const at = parseInstant(asOf);
    if (expect.status !== 'ok' || !entry || !at.ok) continue;
    const scene = sceneFor({ expertise: plainExpertise, now: at.value });
    const result = plainExpertise.rules.run(rule, facts, at.value);
    if (result.status !== 'ok') continue;
    const reply = { ...computedWith(scene, { entry, result, basis: 'stated' }), messageId: rule };
    return [{ name: `${rule} ${JSON.stringify(facts)} as of ${asOf}`, reply }];
  }
  return [];
}
