/** Start to ready, and resident memory after a few hundred turns. */
import { type Figure, quantile } from './figures.ts';
import { openSession, say } from './person.ts';
import { startDawen } from './running-server.ts';

const starts = 5;
const turns = 300;

export async function serverFigures(): Promise<Figure[]> {
  const ready: number[] = [];
  let memory: number | undefined;
  for (let i = 0; i < starts; i++) {
    const server = await startDawen();
    ready.push(server.readyAfter);
    if (i === starts - 1) {
      for (let turn = 0; turn < turns; turn++) {
        if (turn % 20 === 0) await openSession(server.url);
        await say(server.url, turn);
      }
      memory = server.residentMegabytes();
    }
    await server.stop();
  }
  return [
    {
      figure: 'start to ready, median of 5',
      measured: `${quantile(ready, 0.5).toFixed(0)} ms`,
      goal: '≤ 1,500 ms',
    },
    {
      figure: `resident memory after ${turns} turns`,
      measured: memory === undefined ? 'not to be read here' : `${memory.toFixed(0)} MB`,
      goal: '≤ 260 MB',
    },
  ];
}
