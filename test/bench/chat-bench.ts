/** What one line of `dawen chat` takes, when it computes and when it only answers, beside `dawen match` in the same run. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { type Figure, quantile } from './figures.ts';

const rounds = 300;
const warmUp = 60;

/** Turns that compute, each after the other a case of its own. */
const computing = [
  '我8月3号改过一回，最早几时能再改',
  '记错了，是五号',
  '9月30号提交的对公账户信息，打款什么时候到',
  '我的身份证已经认证了2个账号，还能再认证几个？',
  '打款金额我输错了一次，还能输几次？',
  '营业执照11月16号刚办下来，最早哪天可以认证',
];
const answering = ['人脸识别总是失败怎么办', '一个企业信息可认证几个腾讯云账号？', '充值的钱会退吗'];

/** One of the commands that answer line by line. */
interface Terminal {
  /** Milliseconds from the line that is sent to the line that comes back. */
  time(line: string): Promise<number>;
  close(): void;
}

function openTerminal(args: readonly string[]): Terminal {
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, ['dist/bot/cli.js', ...args]);
  const lines: Interface = createInterface({ input: child.stdout });
  const waiting: (() => void)[] = [];
  lines.on('line', () => waiting.shift()?.());
  return {
    async time(line) {
      const answered = new Promise<void>((resolve) => waiting.push(resolve));
      const started = performance.now();
      child.stdin.write(`${line}\n`);
      await answered;
      return performance.now() - started;
    },
    close: () => child.stdin.end(),
  };
}

async function measure(terminals: readonly (readonly [Terminal, readonly string[]])[]): Promise<number[][]> {
  const times: number[][] = terminals.map(() => []);
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [at, [terminal, lines]] of terminals.entries()) {
      const took = await terminal.time(lines[round % lines.length] ?? '');
      if (round >= warmUp) times[at]?.push(took);
    }
  }
  return times;
}

export async function chatFigures(): Promise<Figure[]> {
  const chat = ['chat', '--json', '--as-of', '2026-11-23'];
  const terminals = [openTerminal(chat), openTerminal(chat), openTerminal(['match', '--json'])] as const;
  const [computed = [], answered = [], matched = []] = await measure([
    [terminals[0], computing],
    [terminals[1], answering],
    [terminals[2], computing],
  ]);
  for (const terminal of terminals) terminal.close();
  const both = (times: number[]) =>
    `${quantile(times, 0.5).toFixed(2)} / ${quantile(times, 0.99).toFixed(2)} ms`;
  return [
    {
      figure: '`dawen chat --json`: a turn that computes, p50 / p99',
      measured: both(computed),
      goal: 'p99 ≤ 15 ms',
    },
    { figure: 'a turn that answers, same run', measured: both(answered), goal: '–' },
    { figure: '`dawen match --json`: routing alone, same run', measured: both(matched), goal: '–' },
  ];
}
