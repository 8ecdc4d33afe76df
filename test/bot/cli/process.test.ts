import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 30_000 });

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `dawen` as a process of its own, from source. */
async function dawen(args: readonly string[], { input = '', environment = {} } = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', resolve('bot/cli.ts'), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  child.stdin.on('error', () => undefined).end(input);
  const [status] = await once(child, 'close');
  return { status, ...said };
}

describe('wrong use ends with 2 and one line on standard error', () => {
  test.each([
    ['an unknown command', ['nonsense'], /unknown command 'nonsense'/],
    ['an unknown option', ['match', '--nonsense'], /unknown option '--nonsense'/],
    ['a missing argument', ['eval'], /missing required argument 'file'/],
    ['one argument too many', ['doctor', 'now'], /too many arguments/],
    ['an option without its value', ['rule', 'modify_interval', '--as-of'], /argument missing/],
    ['a port that is none', ['serve', '--port', 'abc'], /PORT: must be a whole number/],
    ['an unknown rule', ['rule', 'nonsense', '--json'], /there is no rule "nonsense"/],
  ])('%s', async (_, args, line) => {
    const { status, out, err } = await dawen(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(line);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a wrong setting', async () => {
    const { status, err } = await dawen(['rule', '--list'], { environment: { LOG_LEVEL: 'loud' } });
    expect({ status, err }).toEqual({
      status: 2,
      err: expect.stringMatching(/^dawen: LOG_LEVEL: must be one of [^\n]+\n$/),
    });
  });

  test('no command at all shows how it is used', async () => {
    const { status, err } = await dawen([]);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('Usage: dawen') });
  });
});

describe('a process', () => {
  test('computes rules line by line and ends with 0', async () => {
    const input = '{"rule": "amount_attempts", "facts": {"wrongAttempts": 2}}\nbroken\n';
    const { status, out, err } = await dawen(['rule', '--json'], { input });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).status),
    ).toEqual(['ok', 'invalid']);
  });

  test('prints its version', async () => {
    expect(await dawen(['--version'])).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  test('ends quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', resolve('bot/cli.ts'), 'rule', '--json'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdin.on('error', () => undefined).end('broken\n'.repeat(20_000));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(err).toBe('');
  });
});

test.runIf(process.platform === 'linux')('output that finds no room ends with 1 and says so', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', resolve('bot/cli.ts'), 'rule', '--list'], {
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
  });
  let err = '';
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const [status] = await once(child, 'close');
  expect({ status, err }).toEqual({
    status: 1,
    err: 'dawen: standard output cannot be written (ENOSPC); is the disk full?\n',
  });
});
