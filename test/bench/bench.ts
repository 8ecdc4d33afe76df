/** `npm run bench`: what the built server costs; under load: `npm run bench:load`. Prints Markdown. */
import { chatFigures } from './chat-bench.ts';
import { matchFigures } from './match-bench.ts';
import { serverFigures } from './server-bench.ts';

const rows = [...(await serverFigures()), ...(await matchFigures()), ...(await chatFigures())];
process.stdout.write('| figure | measured | goal |\n|---|---|---|\n');
for (const row of rows) process.stdout.write(`| ${row.figure} | ${row.measured} | ${row.goal} |\n`);
