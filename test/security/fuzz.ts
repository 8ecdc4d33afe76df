/** What all fuzzing shares: how many cases, texts that look like attacks, and a watch on the time that one case takes. */
import fc from 'fast-check';

/** Cases of all properties together: `npm run fuzz` tries 100,000, every test run some thousands. */
const allCases = Number(process.env.FUZZ_RUNS ?? 2000);

/** The cases of one property, by its share of all; with the seed of a failure it is played again. */
export const casesOf = <T>(share: number): fc.Parameters<T> => ({
  numRuns: Math.max(20, Math.round(allCases * share)),
  ...(process.env.FUZZ_SEED && { seed: Number(process.env.FUZZ_SEED) }),
});

/** Minutes that a property may take, for vitest. */
export const patience = { timeout: 60 * 60_000 } as const;

const pieces = [
  ...[
    '<script>',
    '</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg onload=x>',
    "' onclick='",
    '&lt;',
    '&#x3c;',
  ],
  ...[
    '[a](javascript:alert(1))',
    '[b](<https://x" y="z>)',
    '![i](https://a.b/c)',
    '<https://a.b|c>',
    '](',
    '[[',
  ],
  ...[
    '<!channel>',
    '<!here>',
    '<@U1>',
    '<#C1>',
    '<!subteam^S1>',
    '@channel',
    '*',
    '_',
    '~',
    '`',
    '```',
    '**',
    '> ',
  ],
  ...[
    '# ',
    '- ',
    '1. ',
    '\n',
    '\n\n',
    '    ',
    '\\',
    '|',
    '---',
    '\t',
    '\r',
    '\u0000',
    '\u2028',
    '\u202e',
    '\uFEFF',
  ],
  ...[
    '充值失败怎么办',
    '打款没收到',
    '我8月3号改过一次',
    '110101199003074514',
    '13812345678',
    '3个',
    '选1',
    '不对',
  ],
  ...[
    '__proto__',
    'constructor',
    '{{7*7}}',
    "'; DROP TABLE turns;--",
    '%00',
    '../../etc/passwd',
    '👩‍👩‍👧',
    '\uD800',
  ],
];

/** Text of a person, a writer or a robot: pieces that mean something somewhere, between arbitrary characters. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 })
  .map((parts) => parts.join(''));

/** Milliseconds of work that one case may take. */
const longest = 50;

const mostAttempts = 5;

/** Throws when `work` is slow; what was slow because of the machine is quick the next time it is done. */
export async function inTime<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const began = process.cpuUsage();
    const done = await work();
    if (wasQuick(began, attempt)) return done;
  }
}

/** The same for what is done at once. */
export function inTimeAtOnce<T>(work: () => T): T {
  for (let attempt = 1; ; attempt++) {
    const began = process.cpuUsage();
    const done = work();
    if (wasQuick(began, attempt)) return done;
  }
}

function wasQuick(began: NodeJS.CpuUsage, attempt: number): boolean {
  const { user, system } = process.cpuUsage(began);
  const milliseconds = (user + system) / 1000;
  if (milliseconds >= longest && attempt === mostAttempts)
    throw new Error(`took ${Math.round(milliseconds)} ms of work, ${attempt} times`);
  return milliseconds < longest;
}
