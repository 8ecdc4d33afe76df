import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatPosition } from '../../knowledge/errors.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { faultLines, faultsOf, loadChanged, smallRules, withChanges } from './small-knowledge.ts';

const lexicon = 'concepts:\n  - id: recharge\n    forms: [充值, 充钱]\n';

describe('a sound knowledge base', () => {
  test('holds what its files say', () => {
    const knowledge = loadChanged();
    expect(knowledge.entries.map((entry) => entry.id)).toEqual(['recharge-deadline', 'recharge-refund']);
    expect(knowledge.entries[0]).toMatchObject({
      document: 'small.md',
      at: 'knowledge/entries/recharge.yaml:4:5',
      answer: '请于7日内通过企业银行账户充值，见 [充值](https://example.com/pay)。',
      contrast: [],
    });
    expect(knowledge.document).toBe('small.md');
    expect(knowledge.boundaries[0]?.kind).toBe('other_owner');
    expect(knowledge.smalltalk[0]?.examples).toEqual(['你好', 'hello']);
    expect(knowledge.concepts[0]?.forms).toEqual(['充值', '充钱']);
    expect(knowledge.parameters[0]?.values[0]).toEqual({ value: 7, checked: '2026-11-23' });
    expect(knowledge.calendar[0]?.year).toBe(2026);
    expect(knowledge.facts.get('rechargeAmountIssuedAt')?.kind).toBe('day');
    expect(knowledge.invalid.not_a_day?.en).toBe('This is not a day.');
    expect(knowledge.rules.get('recharge_window')?.outcomes.open?.en).toBe('Please recharge by {deadline}.');
    expect(knowledge.steps.counting_starts?.en).toBe('Counting starts after {day}.');
    expect(knowledge.responses.greeting?.['zh-Hans']).toBe('您好！');
    expect(knowledge.opening).toEqual(['recharge-deadline']);
    expect(knowledge.contacts[0]?.url).toBe('https://example.com/ticket');
  });

  test('tells the place of each thing and of its parts', () => {
    const knowledge = loadChanged();
    const place = (item: object | undefined, path?: readonly PropertyKey[]) => {
      const position = item && knowledge.locate(item, path);
      return position && formatPosition(position);
    };
    expect(place(knowledge.entries[0], ['similar', 1])).toBe('knowledge/entries/recharge.yaml:17:9');
    expect(place(knowledge.parameters[0])).toBe('knowledge/parameters/recharge.yaml:3:5');
    expect(place(knowledge.facts.get('rechargeAmountIssuedAt'), ['ask'])).toBe('knowledge/facts.yaml:6:10');
    expect(place(knowledge.opening, [0])).toBe('knowledge/responses.yaml:4:11');
    expect(place({})).toBeUndefined();
  });

  test('cannot be changed by anyone', () => {
    const knowledge = loadChanged();
    expect(() => Object.assign(knowledge, { hash: 'x' })).toThrow(TypeError);
    expect(() => Object.assign(knowledge.entries[0] ?? {}, { answer: 'x' })).toThrow(TypeError);
    expect(() => Object.assign(knowledge.entries[0]?.similar ?? [], { 0: 'x' })).toThrow(TypeError);
    expect(() =>
      Object.assign(knowledge.facts.get('rechargeAmountIssuedAt')?.label ?? {}, { en: 'x' }),
    ).toThrow(TypeError);
    expect(() => (knowledge.facts as Map<string, unknown>).clear()).toThrow('cannot be changed');
  });

  test('does without parameters and calendar when no rule needs them', () => {
    const gone = ['parameters/recharge.yaml', 'calendar/2026.yaml', 'rules/recharge.yaml'];
    const faults = withChanges(
      [
        ...gone.map((file) => ({ file, content: null })),
        { file: 'entries/recharge.yaml', replace: '    rules: [recharge_window]\n', with: '' },
      ],
      (dir) => loadKnowledge(dir, { rules: [] }).parameters,
    );
    expect(faults).toEqual([]);
  });

  test('passes over hidden files and files that are not YAML', () => {
    const hidden = { file: '.drafts/entry.yaml', content: 'x' };
    const note = { file: 'notes.txt', content: 'x' };
    expect(faultLines(hidden, note, { file: 'entries/.draft.yaml', content: 'x' })).toEqual([]);
  });
});

describe('the hash of the content', () => {
  const hash = (content: string) => loadChanged({ file: 'lexicon.yaml', content }).hash;

  test('is a SHA-256 in hexadecimal and the same each time', () => {
    expect(hash(lexicon)).toMatch(/^[0-9a-f]{64}$/);
    expect(hash(lexicon)).toBe(hash(lexicon));
  });

  test('is not touched by a byte order mark or Windows line ends', () => {
    expect(hash(`\uFEFF${lexicon.replaceAll('\n', '\r\n')}`)).toBe(hash(lexicon));
  });

  test('changes with a word and with the name of a file', () => {
    expect(hash(lexicon.replace('充钱', '充錢'))).not.toBe(hash(lexicon));
    const renamed = loadChanged(
      { file: 'lexicon.yaml', content: null },
      { file: 'lexicon.yml', content: lexicon },
    );
    expect(renamed.hash).not.toBe(hash(lexicon));
  });
});

describe('files as they come from other editors', () => {
  test('a byte order mark and Windows line ends are fine, and places stay right', () => {
    const windows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    expect(loadChanged({ file: 'lexicon.yaml', content: windows(lexicon) }).concepts[0]?.forms).toEqual([
      '充值',
      '充钱',
    ]);
    const spoiled = windows(lexicon.replace('forms', 'form'));
    expect(faultLines({ file: 'lexicon.yaml', content: spoiled })).toEqual([
      'knowledge/lexicon.yaml:2:5: `forms` is missing; add it here',
      'knowledge/lexicon.yaml:3:5: `form` is not a field of `concepts`; did you mean `forms`?',
    ]);
  });

  test('broken UTF-8 is told with the line and the character', () => {
    const bytes = Buffer.concat([
      Buffer.from('concepts:\n  - id: 充'),
      Buffer.from([0xff]),
      Buffer.from('\n'),
    ]);
    expect(faultLines({ file: 'lexicon.yaml', content: bytes })).toEqual([
      'knowledge/lexicon.yaml:2:10: this is not UTF-8; save the file in UTF-8 and write the character again',
    ]);
  });

  test.each([
    ['a character cut off at the end', Buffer.from('concepts: []\n#充').subarray(0, -1), 2],
    ['UTF-16', Buffer.from('\uFEFFconcepts: []\n', 'utf16le'), 1],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00]), 1],
  ])('%s is not taken for text', (_, content, line) => {
    expect(faultsOf({ file: 'lexicon.yaml', content })).toMatchObject([
      { line, message: expect.stringContaining('this is not UTF-8') },
    ]);
  });

  test('a file over 2 MB is not even read', () => {
    const [fault] = faultsOf({ file: 'lexicon.yaml', content: `#${'x'.repeat(2 * 1024 * 1024)}` });
    expect(fault?.message).toMatch(/bytes are too many/);
  });
});

describe('the folder', () => {
  test('that does not exist is one fault', () => {
    const load = () => loadKnowledge('/nowhere/knowledge', { rules: [] });
    expect(load).toThrow(
      'knowledge:1:1: there is no readable folder at /nowhere/knowledge; create it or point KNOWLEDGE_DIR',
    );
  });

  test('may hold a folder that is named like a file: that is a fault, not a crash', () => {
    const lines = withChanges([], (dir) => {
      rmSync(join(dir, 'lexicon.yaml'));
      mkdirSync(join(dir, 'lexicon.yaml'));
      return messageOf(() => loadKnowledge(dir, { rules: smallRules }));
    });
    expect(lines).toContain('knowledge/lexicon.yaml:1:1: this is not a file');
  });
});

describe('all faults are told at once', () => {
  test('sorted by file, line and column, and in the message of the one error', () => {
    const change = [
      { file: 'smalltalk.yaml', content: 'smalltalk: [\n' },
      { file: 'responses.yaml', replace: 'opening: [recharge-deadline]', with: 'opening: [nothing, gone]' },
      {
        file: 'entries/recharge.yaml',
        replace: 'related: [recharge-refund]',
        with: 'relatd: []\n    related: [recharge-gone]',
      },
      { file: 'lexicon.yaml', content: null },
    ];
    const lines = faultLines(...change).map((line) => line.split(': ')[0]);
    expect(lines).toEqual([
      'knowledge/entries/recharge.yaml:13:5',
      'knowledge/lexicon.yaml:1:1',
      'knowledge/responses.yaml:4:11',
      'knowledge/responses.yaml:4:20',
      'knowledge/smalltalk.yaml:2:1',
    ]);
    const error = withChanges(change, (dir) => errorOf(() => loadKnowledge(dir, { rules: smallRules })));
    expect(error).toMatchObject({ name: 'KnowledgeError', code: 'KNOWLEDGE_INVALID' });
    expect(error?.message).toMatch(
      /^The knowledge base has 5 faults; mend every line below and start again\.\n/,
    );
    expect(error?.message.split('\n')).toHaveLength(6);
  });

  test('and an entry that is right is still compared with the others when its neighbour is not', () => {
    const lines = faultLines(
      {
        file: 'entries/recharge.yaml',
        replace: 'related: [recharge-refund]\n    rules: [recharge_window]',
        with: 'related: [recharge-gone]\n    rules: []',
      },
      { file: 'entries/recharge.yaml', replace: '    answer: 金额会充到您的账户里作为余额。\n', with: '' },
    );
    expect(lines).toEqual([
      expect.stringContaining(':13:15: there is no entry `recharge-gone`'),
      expect.stringContaining(':18:5: `answer` is missing'),
    ]);
  });

  test('but what an unreadable file may hold is not called missing', () => {
    const lines = faultLines(
      { file: 'entries/recharge.yaml', content: 'entries: [' },
      { file: 'parameters/recharge.yaml', content: 'a: "' },
      { file: 'rules/recharge.yaml', content: '\t' },
      { file: 'facts.yaml', content: '- -\n -' },
    );
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'knowledge/entries/recharge.yaml',
      'knowledge/facts.yaml',
      'knowledge/parameters/recharge.yaml',
      'knowledge/rules/recharge.yaml',
    ]);
  });
});

function errorOf(act: () => unknown): Error | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function messageOf(act: () => unknown): string {
  return errorOf(act)?.message ?? '';
}
