/** `dawen rule`: one rule over given facts, or one after the other for every line of standard input. */
import { parseInstant } from '../../intents/rules/shanghai-time.ts';
import type { Rulebook } from '../expertise/load-rulebook.ts';
import { type RuleReport, toRuleReport } from '../turn/rule-report.ts';
import type { CliContext } from './context.ts';
import { readAsOf, readFacts } from './inputs.ts';
import { readLines } from './lines.ts';
import { type ExitCode, UsageError } from './usage-error.ts';
import { writeJson, writeLine } from './write.ts';

export interface RuleOptions {
  readonly name?: string;
  readonly facts?: string;
  readonly asOf?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

export async function rule(options: RuleOptions, context: CliContext): Promise<ExitCode> {
  const rulebook = await context.rulebook();
  if (options.list) return listRules(options, rulebook, context);
  if (options.name === undefined) return runLines(options, rulebook, context);
  return runOne(options.name, { options, rulebook, context });
}

async function listRules(
  options: RuleOptions,
  { rules, knowledge }: Rulebook,
  { stdout }: CliContext,
): Promise<ExitCode> {
  for (const name of rules.names) {
    const title = knowledge.rules.get(name)?.title['zh-Hans'] ?? '';
    await (options.json ? writeJson(stdout, { rule: name, title }) : writeLine(stdout, `${name}\t${title}`));
  }
  return 0;
}

interface Run {
  readonly options: RuleOptions;
  readonly rulebook: Rulebook;
  readonly context: CliContext;
}

/** A single rule whose facts are invalid is bad input: the result is printed and the exit status is 2. */
async function runOne(name: string, { options, rulebook, context }: Run): Promise<ExitCode> {
  const { rules, knowledge } = rulebook;
  if (!rules.names.includes(name))
    throw new UsageError(`there is no rule ${JSON.stringify(name)}; dawen rule --list shows them`);
  const asOf = await readAsOf(options.asOf, context);
  const report = toRuleReport(rules.run(name, await readFacts(options.facts, context), asOf), knowledge);
  await print(report, options, context);
  return report.status === 'invalid' ? 2 : 0;
}

async function runLines(options: RuleOptions, rulebook: Rulebook, context: CliContext): Promise<ExitCode> {
  if (options.facts !== undefined)
    throw new UsageError('--facts needs the NAME of a rule; lines carry their own facts');
  const now = await readAsOf(options.asOf, context);
  for await (const { text } of readLines(context.stdin)) {
    const report = runLine(text, now, rulebook);
    await (options.json ? writeJson(context.stdout, report) : writeLine(context.stdout, summarize(report)));
  }
  return 0;
}

type Instant = Parameters<Rulebook['rules']['run']>[2];

/** Whatever the line holds, it gives one result. */
function runLine(line: string, now: Instant, { rules, knowledge }: Rulebook): RuleReport {
  const given = parseObject(line);
  if (!given) return invalid('', 'line');
  const name = typeof given.rule === 'string' ? given.rule : '';
  if (!rules.names.includes(name)) return invalid(name, 'rule');
  const asOf = given.asOf === undefined ? undefined : parseInstant(given.asOf);
  if (asOf && !asOf.ok) return invalid(name, 'asOf');
  return toRuleReport(rules.run(name, given.facts ?? {}, asOf?.value ?? now), knowledge);
}

/** What is wrong with a line itself; its facts are the rule's to judge. */
const lineFaults = {
  line: {
    code: 'not_an_object',
    reason: 'the line must be a JSON object such as {"rule": "…", "facts": {…}}',
  },
  rule: { code: 'unknown_rule', reason: 'there is no such rule; dawen rule --list shows them' },
  asOf: { code: 'not_a_day', reason: 'must be a date or a date-time with a zone' },
} as const;

function invalid(rule: string, fact: keyof typeof lineFaults): RuleReport {
  return { rule, status: 'invalid', fields: [{ fact, ...lineFaults[fact] }] };
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

async function print(report: RuleReport, options: RuleOptions, { stdout }: CliContext): Promise<void> {
  if (options.json) return writeJson(stdout, report);
  await writeLine(stdout, summarize(report));
  for (const step of 'steps' in report ? report.steps : []) await writeLine(stdout, `  ${step}`);
}

/** A result in one line, for people. */
function summarize(report: RuleReport): string {
  const said = () => {
    if (report.status === 'needs_facts') return report.missing.join(', ');
    if (report.status === 'invalid')
      return report.fields.map(({ fact, reason }) => `${fact}: ${reason}`).join('; ');
    const values =
      'values' in report ? Object.entries(report.values).map(([name, value]) => `${name}=${value}`) : [];
    return ['reason' in report ? report.reason : '', ...values].filter(Boolean).join(' ');
  };
  return `${report.rule || '?'}\t${report.status}\t${said()}`;
}
