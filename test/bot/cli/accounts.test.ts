/** Importing accounts: what is good is kept, what is bad is told by its line, and nothing is kept by halves. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ImportOptions, importAccounts } from '../../../bot/cli/accounts.ts';
import { openStore } from '../../../bot/store/open.ts';
import { openTerminal } from './desk.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dawen-accounts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function run(file: string, options: Partial<ImportOptions> = {}, environment = {}) {
  const terminal = openTerminal('', environment);
  const data = join(folder, 'data');
  const status = await importAccounts({ file, data, ...options }, terminal.context);
  const out = terminal.out().map((line) => line.replaceAll(`${folder}/`, ''));
  return { status, out, err: terminal.err() };
}

async function kept(...accounts: string[]): Promise<unknown[]> {
  const store = await openStore(join(folder, 'data', 'dawen.sqlite'));
  const found = await Promise.all(accounts.map((account) => store.accounts.find(account)));
  await store.close();
  return found;
}

const lines = (...records: (object | string)[]) =>
  records.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');

describe('JSON lines', () => {
  test('are imported, one account a line', async () => {
    const file = put(
      'a.jsonl',
      lines({ accountId: '1001', verifiedAs: 'enterprise', enterpriseAccountLimit: 10 }, '', {
        accountId: 1002,
        lastModifiedAt: '2026-11-10',
        everModified: null,
      }),
    );
    expect(await run(file)).toMatchObject({ status: 0, out: ['2 read, 0 bad, 2 imported'], err: [] });
    expect(await kept('1001', '1002', '1003')).toEqual([
      { verifiedAs: 'enterprise', enterpriseAccountLimit: 10 },
      { lastModifiedAt: '2026-11-10' },
      undefined,
    ]);
  });

  test('that are bad are told one by one, and keep all the others out', async () => {
    const file = put(
      'a.jsonl',
      lines(
        { accountId: '1001', idCardBoundAccounts: 1 },
        { accountId: '1002', idCardBoundAccounts: '1', verifiedAs: 'cat' },
        'nonsense',
        '[1]',
        { idCardBoundAccounts: 1 },
        '{"accountId": 12345678901234567890}',
        { accountId: ' ' },
        { accountId: '1003', lastModifiedAt: '2026-02-30' },
        { accountId: '1004', lastModifiedAt: '2026-11-24' },
        { accountId: '1005', assignedAmount: -1 },
      ),
    );
    const { status, out, err } = await run(file);
    expect(status).toBe(2);
    expect(out).toEqual([
      'a.jsonl:2: idCardBoundAccounts: A whole number is needed here, such as 0, 1 or 2.',
      'a.jsonl:2: verifiedAs: Only one of the given options is possible here.',
      'a.jsonl:3: This is not JSON.',
      'a.jsonl:4: Give the facts as a JSON object.',
      'a.jsonl:5: accountId: An account id is needed here: 1 to 256 characters, or a whole number.',
      'a.jsonl:6: accountId: An account id is needed here: 1 to 256 characters, or a whole number.',
      'a.jsonl:7: accountId: An account id is needed here: 1 to 256 characters, or a whole number.',
      'a.jsonl:8: lastModifiedAt: There is no such day in the calendar.',
      'a.jsonl:9: lastModifiedAt: This must have happened already, but the day lies in the future.',
      'a.jsonl:10: assignedAmount: The amount cannot be negative.',
      '10 read, 9 bad, 0 imported',
    ]);
    expect(err).toEqual(['nothing was imported; mend the lines above, or leave them out with --skip-bad']);
    expect(await kept('1001')).toEqual([undefined]);
  });

  test('that are bad may be left out', async () => {
    const file = put('a.jsonl', lines({ accountId: '1001', idCardBoundAccounts: 1 }, 'nonsense'));
    expect(await run(file, { skipBad: true })).toMatchObject({
      status: 0,
      out: ['a.jsonl:2: This is not JSON.', '2 read, 1 bad, 1 imported'],
    });
    expect(await kept('1001')).toEqual([{ idCardBoundAccounts: 1 }]);
  });

  test('are imported again as if it were the first time', async () => {
    const file = put('a.jsonl', lines({ accountId: '1001', idCardBoundAccounts: 1, wrongAttempts: 1 }));
    await run(file);
    await run(file);
    put(
      'a.jsonl',
      lines({ accountId: '1001', idCardBoundAccounts: 2 }, { accountId: '1001', wrongAttempts: 2 }),
    );
    expect((await run(file)).out).toEqual(['2 read, 0 bad, 2 imported']);
    expect(await kept('1001')).toEqual([{ wrongAttempts: 2 }]);
  });

  test('leave names, numbers and the secret amount behind', async () => {
    const record = {
      accountId: '1001',
      name: '李雷',
      phone: '13800138000',
      paymentAmount: '0.37',
      wrongAttempts: 1,
    };
    const { err } = await run(put('a.jsonl', lines(record, '{"accountId": "1002", "__proto__": {"a": 1}}')));
    expect(err).toEqual([
      'warning: not a fact of any rule, so not kept: __proto__, name, paymentAmount, phone',
    ]);
    expect(await kept('1001', '1002')).toEqual([{ wrongAttempts: 1 }, {}]);
    const bytes = readFileSync(join(folder, 'data', 'dawen.sqlite'));
    expect(['李雷', '13800138000', '0.37'].filter((text) => bytes.includes(text))).toEqual([]);
  });

  test('by the thousand need one sum only', async () => {
    const many = Array.from({ length: 2500 }, (_, at) => ({ accountId: `a-${at}`, wrongAttempts: at % 3 }));
    expect((await run(put('a.ndjson', lines(...many)))).out).toEqual(['2500 read, 0 bad, 2500 imported']);
    expect(await kept('a-0', 'a-2499')).toEqual([{ wrongAttempts: 0 }, { wrongAttempts: 0 }]);
  });
});

describe('a table', () => {
  test('names its columns; empty cells are unknown', async () => {
    const rows = [
      '\uFEFFaccountId,verifiedAs,idCardBoundAccounts,paymentReceived,rechargedAmounts,assignedAmount,channel',
      '0042,personal,2,TRUE,1.00; 2.50,0.10,网上银行',
      '"2,002",,,,,,',
      '',
      '2003,enterprise,0,false,,,"支票"',
    ];
    expect((await run(put('a.csv', rows.join('\r\n')))).out).toEqual(['3 read, 0 bad, 3 imported']);
    expect(await kept('0042', '2,002', '2003')).toEqual([
      {
        ...{ verifiedAs: 'personal', idCardBoundAccounts: 2, paymentReceived: true },
        ...{ rechargedAmounts: ['1.00', '2.50'], assignedAmount: '0.10', channel: '网上银行' },
      },
      {},
      { verifiedAs: 'enterprise', idCardBoundAccounts: 0, paymentReceived: false, channel: '支票' },
    ]);
  });

  test('tells its bad rows by their lines', async () => {
    const rows = [
      'accountId,idCardBoundAccounts,paymentReceived',
      '1,x,true',
      '2,1.5,true',
      '3,1',
      '4,1,maybe',
      '5,1,true',
    ];
    const { status, out } = await run(put('a.csv', rows.join('\n')));
    expect({ status, places: out.map((line) => line.split(': ').slice(0, 2).join(' ')) }).toEqual({
      status: 2,
      places: [
        'a.csv:2 idCardBoundAccounts',
        'a.csv:3 idCardBoundAccounts',
        'a.csv:4 There are more or fewer cells than columns.',
        'a.csv:5 paymentReceived',
        '5 read, 4 bad, 0 imported',
      ],
    });
  });

  test.each([
    ['that end too early', '1,2\n2,"1" 2\n3,1', 3],
    ['that do not end', '1,2\n2,1\n3,"1\n4,1', 5],
    ['around too much', `1,"${'x'.repeat(200_000)}"`, 2],
  ])('with quotes %s is refused, even when bad lines are left out', async (_, content, line) => {
    const file = put('a.csv', `accountId,wrongAttempts\n${content}`);
    await expect(run(file, { skipBad: true })).rejects.toThrow(`a.csv:${line}: the quotes of this row`);
    expect(await kept('1')).toEqual([undefined]);
  });

  test.each([
    ['no account ids', 'id,wrongAttempts\n1,2'],
    ['a column twice', 'accountId,wrongAttempts,wrongAttempts\n1,2,3'],
  ])('with %s is refused', async (_, content) => {
    await expect(run(put('a.csv', content))).rejects.toThrow(
      /a\.csv:1: the first line must name the columns/,
    );
  });

  test('of another encoding is told as such', async () => {
    const gbk = Buffer.concat([Buffer.from('accountId,channel\n1,'), Buffer.from([0xcd, 0xf8, 0xc9, 0xcf])]);
    expect((await run(put('a.csv', gbk))).out[0]).toBe('a.csv:2: This is not UTF-8; save the file as UTF-8.');
  });
});

describe('the command', () => {
  test('prints JSON alone with --json', async () => {
    const file = put('a.jsonl', lines({ accountId: '1', x: 1 }, { accountId: '2', wrongAttempts: -1 }));
    const { out, err } = await run(file, { json: true });
    expect(err).toEqual([]);
    expect(out.map((line) => JSON.parse(line))).toEqual(
      [
        { file, line: 2, fact: 'wrongAttempts', reason: 'A count cannot be negative.', code: 'negative' },
        { read: 2, bad: 1, imported: 0, ignored: ['x'] },
      ].map((one) => ({ ...one, ...('file' in one && { file: 'a.jsonl' }) })),
    );
  });

  test.each([
    ['nothing there', 'nowhere.csv', undefined, /no such file/],
    ['nothing in it', 'a.jsonl', '\n', /holds no accounts/],
    ['columns alone', 'a.csv', 'accountId\n', /holds no accounts/],
    ['another kind', 'a.xlsx', 'PK', /give JSON lines \(\.jsonl\) or a table \(\.csv\)/],
  ])('refuses a file with %s', async (_, name, content, message) => {
    const file = content === undefined ? join(folder, name) : put(name, content);
    await expect(run(file)).rejects.toThrow(message);
  });

  test('says when the server would ask somebody else', async () => {
    const file = put('a.jsonl', lines({ accountId: '1' }));
    const { err } = await run(file, {}, { ACCOUNTS_URL: 'https://accounts.example.com' });
    expect(err).toEqual(['note: ACCOUNTS_URL is set, so the server asks that service and not the store']);
  });
});
