/** Receipts: short, stable, genuine or not, and honest about what changed since. */
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Bench } from '../../../bot/console/bench.ts';
import { issueReceipt, readCode, verifyReceipt } from '../../../bot/console/receipts.ts';
import type { KeptReceipt } from '../../../bot/store/receipts.ts';
import { plainExpertise } from '../house.ts';

const key = 'a key of sixteen characters';
const { knowledge } = plainExpertise;
const bench: Bench = { expertise: plainExpertise, now: Temporal.Instant.from('2026-09-25T02:00:00Z') };
const call = {
  rule: 'modify_interval',
  entry: 'change-verification',
  facts: { lastModifiedAt: '2026-09-03' },
};

function issue(over: Partial<typeof call> = {}): KeptReceipt {
  const issued = issueReceipt(bench, { ...call, ...over }, { key, agent: 'lin', at: bench.now });
  if (issued.status !== 'issued') throw new Error('nothing was computed');
  return issued.receipt;
}

describe('a code', () => {
  test('is short and has no letter that is taken for a digit', () => {
    expect(issue().code).toMatch(/^DW(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  });

  test('is the same for the same answer and another for other facts', () => {
    expect(issue().code).toBe(issue().code);
    expect(issue({ facts: { lastModifiedAt: '2026-09-04' } }).code).not.toBe(issue().code);
  });

  test.each([
    ['as it is printed', 'DW-0123-4567-89AB'],
    ['in small letters without dashes', 'dw0123456789ab'],
    ['full width', 'ＤＷ－０１２３－４５６７－８９ＡＢ'],
    ['with O for 0 and l for 1', 'DW-Ol23-4567-89AB'],
  ])('is read %s', (_, typed) => {
    expect(readCode(typed)).toBe('DW-0123-4567-89AB');
  });

  test('of another length is none', () => {
    expect(readCode('DW-0123')).toBeUndefined();
  });
});

test('facts are not kept', () => {
  expect(JSON.stringify(issue())).not.toContain('2026-09-03');
});

test('no result, no receipt', () => {
  const issued = issueReceipt(bench, { ...call, facts: {} }, { key, agent: 'lin', at: bench.now });
  expect(issued.status).toBe('nothing_computed');
});

describe('a receipt looked at later', () => {
  test('still stands while nothing it rests on has changed', () => {
    expect(verifyReceipt(issue(), knowledge, key)).toMatchObject({
      status: 'genuine',
      receipt: { standing: 'current', changes: [], rule: 'modify_interval', issuedBy: 'lin' },
    });
  });

  test('is genuine after a way through JSON with its keys in another order', () => {
    const shuffled = Object.fromEntries(Object.entries(issue()).reverse());
    const kept = JSON.parse(JSON.stringify(shuffled)) as KeptReceipt;
    expect(verifyReceipt(kept, knowledge, key).status).toBe('genuine');
  });

  test.each([
    ['its day was changed', { asOf: '2026-09-26' }],
    ['its rule was changed', { rule: 'transfer_window' }],
    ['somebody else is said to have issued it', { issuedBy: 'wang' }],
  ])('is altered when %s', (_, change) => {
    expect(verifyReceipt({ ...issue(), ...change }, knowledge, key).status).toBe('altered');
  });

  test('is altered under another key', () => {
    expect(verifyReceipt(issue(), knowledge, 'another key of that length').status).toBe('altered');
  });

  test('is superseded by a changed parameter, and says which', () => {
    const parameters = knowledge.parameters.map((parameter) =>
      parameter.id === 'change_interval'
        ? { ...parameter, values: parameter.values.map((row) => ({ ...row, value: 60 })) }
        : parameter,
    );
    const id = Object.keys(issue().basis.parameters);
    expect(id).toContain('change_interval');
    expect(verifyReceipt(issue(), { ...knowledge, parameters }, key)).toMatchObject({
      receipt: { standing: 'superseded', changes: ['参数 change_interval：原为 30，现为 60'] },
    });
  });

  test('is superseded by a changed answer, a removed entry or another calendar', () => {
    const edited = knowledge.entries.map((entry) => ({ ...entry, answer: `${entry.answer} ` }));
    const changes = (changed: Partial<typeof knowledge>) => {
      const verified = verifyReceipt(issue(), { ...knowledge, ...changed }, key);
      return verified.status === 'genuine' ? verified.receipt.changes : [];
    };
    expect(changes({ entries: edited })).toEqual([expect.stringContaining('的答案已修改')]);
    expect(changes({ entries: [] })).toEqual(['条目 change-verification 已删除']);
    expect(changes({ calendar: [] })).toEqual(['节假日日历已修改']);
  });
});
