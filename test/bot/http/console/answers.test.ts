/** What agents look up over HTTP: only signed in, each call in its shape, receipts from issue to look-up. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInAgent } from '../../console/agents.ts';
import { type House, openHouse } from '../../house.ts';

let house: House;
let cookie: string;
beforeAll(async () => {
  house = await openHouse({ receiptKey: 'a key of sixteen characters' });
  ({ cookie } = await signInAgent(house));
});
afterAll(() => house.close());

const post = (path: string, body: unknown) =>
  house.call('POST', `/console/api/${path}`, { body, headers: { cookie } });
const get = (path: string) => house.call('GET', `/console/api/${path}`, { headers: { cookie } });

describe.each([
  ['POST', 'search', { q: '打款' }],
  ['POST', 'analyze', { text: '打款' }],
  ['POST', 'rules/modify_interval', {}],
  ['POST', 'render', { markdown: '' }],
  ['POST', 'receipts', { rule: 'modify_interval' }],
  ['GET', 'entries/personal-account-limit', undefined],
  ['GET', 'receipts/DW-0123-4567-89AB', undefined],
])('%s /console/api/%s', (method, path, body) => {
  test('is closed to strangers', async () => {
    const answer = await house.call(method, `/console/api/${path}`, body === undefined ? {} : { body });
    expect([answer.status, answer.json.code]).toEqual([401, 'sign_in_required']);
  });

  test('is closed to customers', async () => {
    const token = await house.openSession();
    const answer = await house.call(method, `/console/api/${path}`, { token, ...(body && { body }) });
    expect(answer.status).toBe(401);
  });
});

describe('looking up', () => {
  test('a search gives hits and echoes no personal number', async () => {
    const { status, json } = await post('search', { q: '13800138000 打款' });
    expect(status).toBe(200);
    expect(json.query).toBe('*** 打款');
    expect(json.hits.length).toBeGreaterThan(0);
  });

  test('an entry comes with its forms', async () => {
    const { json } = await get('entries/change-verification');
    expect(json.forms[0]).toMatchObject({
      rule: 'modify_interval',
      fields: [{ type: 'date' }, { type: 'yesno' }],
    });
  });

  test('an entry that is not there', async () => {
    expect((await get('entries/nothing')).json).toMatchObject({ status: 404, code: 'entry_not_found' });
  });

  test('a pasted message comes back masked', async () => {
    const { json } = await post('analyze', { text: '我的身份证110101199003070011，打款多久到' });
    expect(json).toMatchObject({ masked: 1, text: '我的身份证***，打款多久到' });
  });

  test('a rule computes as of a day', async () => {
    const body = {
      entry: 'change-verification',
      facts: { lastModifiedAt: '2026-08-03' },
      asOf: '2026-08-20',
    };
    const { json } = await post('rules/modify_interval', body);
    expect(json).toMatchObject({
      status: 'ok',
      computed: { asOf: '2026-08-20', values: { nextAllowedDate: '2026-09-02' } },
    });
  });

  test('an unknown rule, a bad day and a paste that is too long are told', async () => {
    expect((await post('rules/nothing', {})).json.code).toBe('rule_not_found');
    expect((await post('rules/modify_interval', { asOf: 'soon' })).json).toMatchObject({ status: 422 });
    expect((await post('analyze', { text: '字'.repeat(8001) })).json).toMatchObject({ status: 422 });
  });
});

describe('receipts', () => {
  const call = {
    rule: 'modify_interval',
    entry: 'change-verification',
    facts: { lastModifiedAt: '2026-08-03' },
  };

  test('are issued, kept and found again, typed in any way', async () => {
    const { status, json } = await post('receipts', call);
    expect(status).toBe(201);
    expect(json).toMatchObject({ standing: 'current', issuedBy: 'mei' });
    const found = await get(`receipts/${json.code.toLowerCase().replaceAll('-', '')}`);
    expect(found.json).toEqual(json);
  });

  test('vouch for no answer that was not computed', async () => {
    expect((await post('receipts', { ...call, facts: {} })).json.code).toBe('nothing_computed');
  });

  test.each(['DW-0123-4567-89AB', 'hello'])('%s is unknown', async (code) => {
    expect((await get(`receipts/${code}`)).json.code).toBe('receipt_not_found');
  });

  test('without a key there are none', async () => {
    const bare = await openHouse();
    const headers = await signInAgent(bare);
    const answer = await bare.call('POST', '/console/api/receipts', { body: call, headers });
    expect([answer.status, answer.json.code]).toEqual([501, 'receipts_off']);
    await bare.close();
  });
});
