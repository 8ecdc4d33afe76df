/** `npm run test:mutants`: how many changes of each rule its cases notice; exit 1 when one goes unnoticed. */
import { rules } from '../../intents/rules/registry.ts';
import { tryMutants } from './rule-mutants.ts';

const mutants = tryMutants();
const survivors = mutants.filter(({ survives }) => survives);

const row = (...cells: readonly (string | number)[]) =>
  `${cells.map((cell, at) => (at === 0 ? String(cell).padEnd(28) : String(cell).padStart(10))).join('')}\n`;

process.stdout.write(row('rule', 'mutants', 'killed', 'survivors'));
for (const rule of rules.keys()) {
  const own = mutants.filter((mutant) => mutant.rule === rule);
  const left = own.filter(({ survives }) => survives).length;
  process.stdout.write(row(rule, own.length, own.length - left, left));
}
process.stdout.write(row('all', mutants.length, mutants.length - survivors.length, survivors.length));
for (const { rule, change } of survivors) process.stdout.write(`survived: ${rule}: ${change}\n`);
process.exitCode = survivors.length === 0 ? 0 : 1;
