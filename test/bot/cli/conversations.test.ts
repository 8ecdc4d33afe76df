/** `dawen ask`, `dawen chat` and `dawen test` at a terminal without a process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../bot/cli/ask.ts';
import { chat } from '../../../bot/cli/chat.ts';
import { test as playTests } from '../../../bot/cli/test.ts';
import { openTerminal } from './desk.ts';

let folder: string;
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-chat-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const turns = (lines: readonly string[]) => lines.map((line) => JSON.parse(line));

describe('dawen ask', () => {
  test('prints one turn', async () => {
    const { context, out } = openTerminal();
    expect(await ask({ text: '认证要多久', json: true }, context)).toBe(0);
    expect(turns(out())).toEqual([
      { conversationId: 'terminal', replies: [expect.objectContaining({ act: 'answer' })] },
    ]);
  });

  test('knows who is signed in by the facts, and what day it is', async () => {
    const facts = file('facts.json', '{"accountId": "1", "lastModifiedAt": "2026-08-03"}');
    const { context, out } = openTerminal();
    const text = '帮我算一下最早什么时候能改实名';
    await ask({ text, facts, asOf: '2026-08-20', json: true }, context);
    const [{ replies }] = turns(out());
    const computed = {
      rule: 'modify_interval',
      basis: 'account',
      asOf: '2026-08-20',
      values: { daysLeft: 13 },
    };
    expect(replies[0]).toMatchObject({ act: 'computed', computed });
  });

  test('takes facts without an account for what the person says', async () => {
    const facts = file('facts.json', '{"lastModifiedAt": "2026-08-03"}');
    const { context, out } = openTerminal();
    await ask({ text: '帮我算一下最早什么时候能改实名', facts, asOf: '2026-08-20', json: true }, context);
    expect(turns(out())[0].replies[0]).toMatchObject({ computed: { basis: 'stated' } });
  });

  test('is pleasant to read without --json', async () => {
    const { context, out } = openTerminal();
    await ask({ text: '认证要多久' }, context);
    const lines = out();
    expect(lines.some((line) => /^ {2}1\) /.test(line))).toBe(true);
    expect(lines.some((line) => line.startsWith('  ── '))).toBe(true);
    expect(lines.join('\n')).not.toContain('{');
  });

  test.each([
    ['a file that is not there', { facts: '/nowhere/facts.json' }],
    ['an impossible day', { asOf: '2026-02-30' }],
    ['a time without a zone', { asOf: '2026-02-20T10:00' }],
  ])('refuses %s with one line', async (_, options) => {
    const refused = ask({ text: '认证要多久', ...options }, openTerminal().context);
    await expect(refused).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.not.stringContaining('\n'),
    });
  });
});

describe('dawen chat', () => {
  const lines = [
    '认证要多久',
    '',
    '   ',
    '认'.repeat(4001),
    'x'.repeat(200_000),
    '\u0000\u202e',
    '{"a":',
    '1',
  ];

  test('prints exactly one turn for every line read', async () => {
    const { context, out } = openTerminal(lines.join('\n'));
    expect(await chat({ json: true }, context)).toBe(0);
    expect(turns(out())).toHaveLength(lines.length);
    const acts = turns(out()).map(({ replies }) => replies[0]?.act);
    expect(acts.slice(0, 6)).toEqual(['answer', 'notice', 'notice', 'notice', 'notice', 'notice']);
  });

  test('is one conversation', async () => {
    const { context, out } = openTerminal('帮我算一下还能认证几个\n2个\n');
    await chat({ json: true, asOf: '2026-11-23' }, context);
    expect(turns(out()).map(({ replies }) => replies[0].slot)).toEqual([
      'idCardBoundAccounts',
      'accountsMovedToOtherId',
    ]);
  });
});

describe('dawen test', () => {
  const conversation = (act: string) => `
- name: A question
  now: '2026-11-23T10:00:00+08:00'
  turns:
    - say: 认证要多久
      expect: [{ act: ${act} }]
`;

  test('ends well when every conversation went as written', async () => {
    const { context, out } = openTerminal();
    expect(await playTests({ files: [file('good.yaml', conversation('answer'))] }, context)).toBe(0);
    expect(out()).toEqual(['1 of 1 conversations went as written']);
  });

  test('shows what came out otherwise', async () => {
    const { context, out } = openTerminal();
    expect(await playTests({ files: [file('bad.yaml', conversation('handoff'))] }, context)).toBe(1);
    expect(out().join('\n')).toContain('turn 1, “认证要多久”: expected handoff, got answer');
  });

  test('gives one line of JSON for each', async () => {
    const { context, out } = openTerminal();
    await playTests({ files: [file('bad.yaml', conversation('handoff'))], json: true }, context);
    expect(turns(out())).toMatchObject([{ name: 'A question', passed: false, problems: [{ turn: 1 }] }]);
  });

  test.each([
    ['a file that is not there', () => '/nowhere/x.yaml'],
    ['a field that does not exist', () => file('odd.yaml', conversation('answer').replace('act:', 'akt:'))],
    ['broken YAML', () => file('broken.yaml', '- name: [')],
  ])('refuses %s with one line', async (_, path) => {
    const refused = playTests({ files: [path()] }, openTerminal().context);
    await expect(refused).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.not.stringContaining('\n'),
    });
  });
});
