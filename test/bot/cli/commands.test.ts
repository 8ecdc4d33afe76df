import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { doctor } from '../../../bot/cli/doctor.ts';
import { evaluate } from '../../../bot/cli/eval.ts';
import { lint } from '../../../bot/cli/lint.ts';
import { match } from '../../../bot/cli/match.ts';
import { rule } from '../../../bot/cli/rule.ts';
import { openTerminal } from './desk.ts';

let folder: string;
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('dawen match', () => {
  test('prints one ranking for one text', async () => {
    const { context, out } = openTerminal();
    expect(await match({ text: ['认证', '要多久'], json: true }, context)).toBe(0);
    expect(out().map((line) => JSON.parse(line))).toEqual([
      { text: '认证 要多久', decision: 'answer', ranking: expect.any(Array) },
    ]);
    expect(JSON.parse(out()[0] ?? '').ranking).toHaveLength(5);
  });

  test('prints exactly one line for every line read', async () => {
    const lines = ['认证要多久', '', '   ', 'x'.repeat(200_000), '{"a":', '\u0000\u202e😀', 'last'];
    const { context, out } = openTerminal(lines.join('\n'));
    expect(await match({ text: [], json: true, limit: '1' }, context)).toBe(0);
    expect(out()).toHaveLength(lines.length);
    expect(out().map((line) => JSON.parse(line).text.length)).toEqual([5, 0, 3, 100_000, 5, 4, 4]);
    const plain = openTerminal(lines.join('\n'));
    await match({ text: [] }, plain.context);
    expect(plain.out()).toHaveLength(lines.length);
  });

  test.each(['0', '-1', '1.5', 'many', '1000'])('refuses a limit of %s', async (limit) => {
    await expect(match({ text: ['x'], limit }, openTerminal().context)).rejects.toThrow(
      /^--limit .*: must be/,
    );
  });
});

describe('dawen match --explain', () => {
  const explained = {
    match: {
      ...{ text: 'shimin', decision: 'clarify', options: ['review-time', 'overseas-users'] },
      ranking: [{ entry: 'review-time', question: '多久？', confidence: 0.42 }],
    },
    ...{ normalized: 'shimin', clean: '实名', features: [{ feature: 'k:real_name', weight: -0.61 }] },
    parts: [{ entry: 'review-time', linear: 0.4, nearness: 5.99, coverage: 1 }],
    ...{ evidence: { covered: 1 }, margin: 0.4, threshold: 0.8, inScope: 0.6, clarifyFrom: 0.3 },
  };
  const explaining = () => {
    const terminal = openTerminal();
    const router = { explain: () => explained };
    return { ...terminal, context: { ...terminal.context, expertise: async () => ({ router }) as never } };
  };

  test('tells how the text was read, what counted and how it was decided', async () => {
    const { context, out } = explaining();
    expect(await match({ text: ['shimin'], explain: true }, context)).toBe(0);
    const lines = Object.fromEntries(out().map((line) => [line.slice(0, 15).trim(), line.slice(15).trim()]));
    expect(lines).toEqual({
      ...{ text: 'shimin', normalised: 'shimin', 'spelling mended': '实名', features: 'k:real_name -0.61' },
      scorers: 'review-time: linear 0.40  nearness 5.99  coverage 1.00',
      ...{ evidence: 'covered 1.00', ranking: '0.42 review-time', margin: '0.40 ahead of the second' },
      threshold: 'answers from 0.80, asks back from 0.30 in scope',
      ...{ 'in scope': '0.60', decision: 'clarify: review-time, overseas-users' },
    });
  });

  test('gives the usual report with the reasons beside it as one JSON line', async () => {
    const { context, out } = explaining();
    await match({ text: ['shimin'], explain: true, json: true }, context);
    expect(out()).toHaveLength(1);
    const { match: found, ...explanation } = explained;
    const { options: _, ...report } = found;
    expect(JSON.parse(out()[0] ?? '')).toEqual({ ...report, explanation });
  });
});

describe('dawen eval', () => {
  test('--reliability compares confidence with truth', async () => {
    const path = file('set.jsonl', '{"q": "a", "expect": ["review-time"]}\n{"q": "b", "expect": []}\n');
    const { context, out } = openTerminal();
    expect(await evaluate({ file: path, reliability: true }, context)).toBe(0);
    const last = out().at(-1)?.split('\t');
    expect(out()[0]).toBe('confidence\tquestions\tmean confidence\tright');
    expect(out()).toHaveLength(3);
    expect(last?.[0]).toBe('expected calibration error');
    const json = openTerminal();
    await evaluate({ file: path, reliability: true, json: true }, json.context);
    expect(JSON.parse(json.out().join(''))).toMatchObject({ bins: [{ from: 0.9, to: 1, questions: 2 }] });
  });

  test('gives shares, whole and by kind', async () => {
    const path = file(
      'set.jsonl',
      [
        { q: '认证要多久', expect: ['review-time'], ok: [], kind: 'short' },
        { q: '一个身份证几个号', expect: ['nothing-like-it'], kind: 'short' },
        { q: '今天天气', expect: [], ok: [], kind: 'far' },
      ]
        .map((line) => JSON.stringify(line))
        .join('\n\n'),
    );
    const { context, out, err } = openTerminal();
    expect(await evaluate({ file: path, json: true }, context)).toBe(0);
    expect(out()).toHaveLength(1);
    const report = JSON.parse(out()[0] ?? '');
    expect(report).toMatchObject({
      inScope: 2,
      outOfScope: 1,
      falseAnswers: 1,
      byKind: { far: { outOfScope: 1 }, short: { inScope: 2 } },
    });
    expect(err()).toEqual(['warning: no entry is called "nothing-like-it"']);
    const table = openTerminal();
    await evaluate({ file: path }, table.context);
    expect(table.out().map((line) => line.split('\t')[0])).toEqual(['kind', 'all', 'far', 'short']);
  });

  test.each([
    ['{"q": 7}\n', /:1: is not a line such as/],
    ['{"q": "a"}\nbroken\n', /:2: is not a line such as/],
    ['\n\n', /holds no questions/],
  ])('refuses a file such as %j', async (text, message) => {
    await expect(evaluate({ file: file('set.jsonl', text) }, openTerminal().context)).rejects.toThrow(
      message,
    );
  });

  test('refuses a file that is not there', async () => {
    const missing = join(folder, 'nothing.jsonl');
    await expect(evaluate({ file: missing }, openTerminal().context)).rejects.toThrow(
      /nothing\.jsonl: cannot be read/,
    );
  });
});

describe('dawen rule', () => {
  test('prints the result of one rule as of a day', async () => {
    const { context, out } = openTerminal();
    const facts = file('facts.json', '{"lastModifiedAt": "2026-08-05", "unknownFact": 1}');
    expect(await rule({ name: 'modify_interval', facts, asOf: '2026-08-20', json: true }, context)).toBe(0);
    expect(JSON.parse(out().join(''))).toMatchObject({
      ...{ rule: 'modify_interval', status: 'ok' },
      values: { nextAllowedDate: '2026-09-04', canModifyNow: false, daysLeft: 15 },
    });
  });

  test('reads facts from standard input', async () => {
    const { context, out } = openTerminal('{"wrongAttempts": 1}');
    expect(await rule({ name: 'amount_attempts', facts: '-', json: true }, context)).toBe(0);
    expect(JSON.parse(out().join(''))).toMatchObject({ status: 'ok', values: { attemptsLeft: 1 } });
  });

  test('prints an invalid result and ends with 2', async () => {
    const { context, out } = openTerminal();
    const facts = file('facts.json', '{"lastModifiedAt": "2026-02-30"}');
    expect(await rule({ name: 'modify_interval', facts, json: true }, context)).toBe(2);
    expect(JSON.parse(out().join(''))).toMatchObject({
      status: 'invalid',
      fields: [{ fact: 'lastModifiedAt' }],
    });
  });

  test('asks for what is missing', async () => {
    const { context, out } = openTerminal();
    expect(await rule({ name: 'modify_interval', json: true }, context)).toBe(0);
    expect(JSON.parse(out().join(''))).toMatchObject({ status: 'needs_facts', missing: ['lastModifiedAt'] });
  });

  test.each([
    ['an array', '[]', /must hold a JSON object/],
    ['null', 'null', /must hold a JSON object/],
    ['no JSON', '{"a": ', /is not JSON/],
    ['nothing', '', /is not JSON/],
  ])('refuses facts that are %s', async (_, text, message) => {
    const options = { name: 'modify_interval', facts: file('facts.json', text) };
    await expect(rule(options, openTerminal().context)).rejects.toThrow(message);
  });

  test('refuses a facts file that is not there, and an unknown rule', async () => {
    const { context } = openTerminal();
    await expect(rule({ name: 'modify_interval', facts: join(folder, 'no.json') }, context)).rejects.toThrow(
      /no such file/,
    );
    await expect(rule({ name: 'constructor' }, context)).rejects.toThrow(/there is no rule "constructor"/);
  });

  test.each(['2026-02-30', '2026-08-20T08:00:00', 'today', ''])('refuses --as-of %j', async (asOf) => {
    await expect(rule({ name: 'modify_interval', asOf }, openTerminal().context)).rejects.toThrow(
      /^--as-of .*: must be a date/,
    );
  });

  test('gives one result for every line, whatever it holds', async () => {
    const lines = [
      '{"rule": "modify_interval", "facts": {"lastModifiedAt": "2026-08-05"}, "asOf": "2026-08-20"}',
      '{"rule": "modify_interval", "facts": {}}',
      '{"rule": "modify_interval"}',
      '{"rule": "modify_interval", "facts": []}',
      '{"rule": "modify_interval", "facts": {"lastModifiedAt": true}}',
      '{"rule": "modify_interval", "facts": {}, "asOf": "2026-02-30"}',
      '{"rule": "toString", "facts": {}}',
      '{"facts": {}}',
      '[]',
      'broken',
      '',
      'x'.repeat(200_000),
    ];
    const { context, out } = openTerminal(`${lines.join('\n')}\n`);
    expect(await rule({ json: true }, context)).toBe(0);
    expect(out().map((line) => JSON.parse(line).status)).toEqual([
      ...['ok', 'needs_facts', 'needs_facts'],
      ...Array<string>(lines.length - 3).fill('invalid'),
    ]);
    const plain = openTerminal(`${lines.join('\n')}\n`);
    await rule({}, plain.context);
    expect(plain.out()).toHaveLength(lines.length);
  });

  test('lists all rules', async () => {
    const { context, out } = openTerminal();
    expect(await rule({ list: true, json: true }, context)).toBe(0);
    expect(out().map((line) => JSON.parse(line).rule)).toContain('transfer_window');
    expect(out()).toHaveLength(21);
  });
});

describe('dawen lint', () => {
  test('ends with 0 for the shipped knowledge base, and finds a question that belongs to another entry', async () => {
    const dir = join(folder, 'knowledge');
    cpSync('knowledge', dir, { recursive: true, filter: (from) => !/\.ts$/.test(from) });
    const path = join(dir, 'entries', 'recharge.yaml');
    const stray = '人脸识别总是失败，脸都扫不过去怎么办呀';
    const text = readFileSync(path, 'utf8').replace('    similar:\n', `    similar:\n      - ${stray}\n`);
    writeFileSync(path, text);
    const { context, out } = openTerminal('', { KNOWLEDGE_DIR: dir });
    expect(await lint({ json: true }, context)).toBe(0);
    const line = text.slice(0, text.indexOf(stray)).split('\n').length;
    const findings = out().map((one) => JSON.parse(one));
    expect(findings.filter(({ severity }) => severity !== 'warning')).toEqual([]);
    expect(findings).toContainEqual({
      ...{ file: 'knowledge/entries/recharge.yaml', line, column: 9 },
      ...{ severity: 'warning', code: 'stray-example' },
      message: expect.stringContaining(`"${stray}" lies nearer to \`face-recognition-fails\``),
    });
  }, 60_000);

  test('ends with 1 and a place for every fault', async () => {
    const { context, out } = openTerminal('', { KNOWLEDGE_DIR: folder });
    file('lexicon.yaml', 'concepts:\n\t- id: x\n');
    expect(await lint({}, context)).toBe(1);
    expect(out().length).toBeGreaterThan(1);
    expect(out().filter((line) => !/^\S+:\d+:\d+: /.test(line))).toEqual([]);
  });
});

describe('dawen doctor', () => {
  test('tells what is on, what is off, and that the calendar ends soon', async () => {
    const { context, out } = openTerminal('', { DATA_DIR: folder, SLACK_BOT_TOKEN: 'xoxb-1' });
    expect(await doctor({}, context)).toBe(0);
    const said = out().join('\n');
    expect(said).toMatch(/^ok +configuration$/m);
    expect(said).toMatch(/^warning .*2026-12-31/m);
    expect(said).toMatch(/^ok +store: /m);
    expect(said).toMatch(/^off +slack: set SLACK_\w+$/m);
    expect(said).toMatch(/^off +wecom app: set WECOM_CORP_ID, /m);
  });

  test.each([
    [{ PORT: 'x' }, /^failed +configuration: PORT: must be/m],
    [
      { DATABASE_URL: 'postgres://a:x@127.0.0.1:1/c' },
      /^failed +store: PostgreSQL at 127\.0\.0\.1:1\/c: cannot be/m,
    ],
  ])('ends with 1 for %j', async (environment, line) => {
    const { context, out } = openTerminal('', { DATA_DIR: folder, ...environment });
    expect(await doctor({}, context)).toBe(1);
    expect(out().join('\n')).toMatch(line);
  });

  test('ends with 1 for a broken knowledge base', async () => {
    const { context, out } = openTerminal('', { DATA_DIR: folder, KNOWLEDGE_DIR: folder });
    expect(await doctor({}, context)).toBe(1);
    expect(out().join('\n')).toMatch(/^failed +knowledge: \d+ faults; dawen lint shows them$/m);
  });
});
