/** `npm run bench`: what the built server costs, beside a bare Express route in the same run. Prints Markdown. */
import { chatFigures } from './chat-bench.ts';
import { matchFigures } from './match-bench.ts';
import { serverFigures } from './server-bench.ts';
import { turnFigures } from './turn-bench.ts';

const rows = [
  ...(await serverFigures()),
  ...(await matchFigures()),
  ...(await chatFigures()),
  ...(await turnFigures()),
];
process.stdout.write('| figure | measured | goal |\n|---|---|---|\n');
for (const row of rows) process.stdout.write(`| ${row.figure} | ${row.measured} | ${row.goal} |\n`);
