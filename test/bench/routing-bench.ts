/** `npm run bench:routing [-- --set report] [--only KEY,KEY]`: Dawen and its peers on the same knowledge and questions. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { plotKinds, plotReliability, plotSystems } from './plots.ts';
import { systemKeys } from './routing/load-system.ts';
import { type Heard, type Measured, measure, offeredBy } from './routing/measure.ts';
import { fillPage } from './routing/page.ts';
import { readQuestions, type SetName, sets } from './routing/questions.ts';
import { runTrial } from './routing/run-trial.ts';
import {
  costTable,
  kindsTable,
  ratiosTable,
  reliabilityTable,
  settingsTable,
  strictTable,
  systemsTable,
} from './routing/tables.ts';

const root = resolve(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'dev' },
    only: { type: 'string' },
    /** Where page and plots go; published ones are those of the reporting set. */
    out: { type: 'string' },
    'write-baseline': { type: 'boolean', default: false },
  },
});

const note = (words: string): boolean => process.stderr.write(`${words}\n`);

async function hear(key: string, set: SetName): Promise<Heard> {
  const started = performance.now();
  const trial = await runTrial(key, set);
  note(`${trial.name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const asked = (name: SetName, answers: Heard['trial']['answers']['dev']) =>
    readQuestions(name).flatMap((given, at) => {
      const answer = answers[at];
      return answer === undefined ? [] : [{ given, answer }];
    });
  return { trial, dev: asked('dev', trial.answers.dev), set: asked(set, trial.answers.set) };
}

/** Dawen first, always; then the peers by what they find. */
async function measureAll(set: SetName, keys: readonly string[]): Promise<[Measured, ...Measured[]]> {
  const dawen = await hear('dawen', set);
  const offered = offeredBy(dawen.dev);
  const peers: Measured[] = [];
  for (const key of keys.filter((one) => one !== 'dawen')) peers.push(measure(await hear(key, set), offered));
  peers.sort((a, b) => b.report.all.top1Ok - a.report.all.top1Ok);
  return [measure(dawen, offered), ...peers];
}

function sectionsOf(all: readonly [Measured, ...Measured[]], set: SetName): Record<string, string> {
  const { inScope, outOfScope } = all[0].report.all;
  return {
    run: `Set \`${set}\`: ${inScope} questions in scope, ${outOfScope} out of scope. Node ${process.versions.node}, ${cpus().length} cores.`,
    systems: systemsTable(all),
    strict: strictTable(all),
    cost: costTable(all),
    ratios: ratiosTable(all),
    kinds: kindsTable(all.slice(0, 4)),
    reliability: reliabilityTable(all[0]),
    settings: settingsTable(all),
  };
}

function write(all: readonly [Measured, ...Measured[]], set: SetName, out: string): void {
  const page = readFileSync(join(root, 'docs', 'routing.md'), 'utf8');
  mkdirSync(join(out, 'images'), { recursive: true });
  writeFileSync(join(out, 'routing.md'), fillPage(page, sectionsOf(all, set)));
  const draw = (name: string, svg: string) => writeFileSync(join(out, 'images', `routing-${name}.svg`), svg);
  draw('systems', plotSystems(all, set));
  draw('reliability', plotReliability(all[0]));
  if (all[1]) draw('kinds', plotKinds(all[0], all[1]));
  note(`written: ${join(out, 'routing.md')} and ${join(out, 'images')}/routing-*.svg`);
}

/** Says what is wrong with an option, and ends. */
function refuse(words: string): never {
  note(words);
  process.exit(2);
}

const set = sets.find((name) => name === values.set) ?? refuse(`--set: choose of ${sets.join(', ')}`);
const keys = values.only === undefined ? systemKeys : values.only.split(',');
if (keys.some((key) => !systemKeys.includes(key))) refuse(`--only: choose of ${systemKeys.join(', ')}`);
if (values['write-baseline'] && set !== 'report') refuse('--write-baseline: goes with --set report');

const all = await measureAll(set, keys);
process.stdout.write(`${Object.values(sectionsOf(all, set)).join('\n\n')}\n`);
const isPublished = set === 'report' && values.only === undefined;
write(all, set, values.out ?? join(root, ...(isPublished ? ['docs'] : ['data', 'bench'])));
if (values['write-baseline']) {
  const file = join(root, 'test', 'bench', 'routing-baseline.json');
  writeFileSync(file, `${JSON.stringify(all[0].report.all, null, 2)}\n`);
}
