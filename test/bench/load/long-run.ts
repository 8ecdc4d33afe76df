/** Minutes of a steady load, to see whether memory stays where it is. */
import type { Contest } from './contest.ts';
import { messagesOf } from './conversation.ts';

export interface LongRun {
  readonly minutes: number;
  readonly turnsPerSecond: number;
  readonly print: (line: string) => void;
}

/** Prints a line a minute. */
export async function printLongRun(
  contest: Contest,
  { minutes, turnsPerSecond, print }: LongRun,
): Promise<void> {
  const rate = turnsPerSecond / messagesOf(0).length;
  print(`\n${minutes} minutes at ${turnsPerSecond.toFixed(0)} turns/s over 100 connections\n`);
  print('| minute | turns/s | p99 ms | errors | memory MB |');
  print('|---|---|---|---|---|');
  for (let minute = 1; minute <= minutes; minute++) {
    const load = await contest.measure('dawen', { connections: 100, seconds: 60, rate });
    const memory = contest.dawen.residentMegabytes()?.toFixed(0);
    const { errors, shed } = load;
    print(
      `| ${minute} | ${load.turnsPerSecond.toFixed(0)} | ${load.p99.toFixed(1)} | ${errors + shed} | ${memory} |`,
    );
  }
}
