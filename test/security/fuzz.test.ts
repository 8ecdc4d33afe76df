/** Whatever comes in, nothing crashes, nothing hangs, and nothing of it goes out as markup. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Content } from '../../adapters/channel.ts';
import { renderHtml } from '../../adapters/console/render-html.ts';
import { parseMarkdown, toMarkdown, toText } from '../../adapters/markdown.ts';
import { contentHtml } from '../../adapters/site/content-html.ts';
import { write } from '../../adapters/site/html.ts';
import { renderMrkdwn } from '../../adapters/slack/render-text.ts';
import { renderWecomText } from '../../adapters/wecom/render-text.ts';
import { createAssistant } from '../../bot/assistant.ts';
import { loadExpertise } from '../../bot/expertise/load-expertise.ts';
import { KnowledgeError } from '../../knowledge/errors.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { createTestLog, type House, openHouse } from '../bot/house.ts';
import { smallRules, withChanges } from '../knowledge/small-knowledge.ts';
import { casesOf, hostileText, inTime, inTimeAtOnce, patience } from './fuzz.ts';

/** The only tags that may come out, with the only attributes that they may carry. */
const allowedTag =
  /^<(?:\/?(?:p|ul|ol|li|strong|code|blockquote)|br|a href="(?:https?:\/\/|tel:|mailto:)[^"<>]*"(?: rel="noopener")?|\/a|div class="note" role="note"|\/div)>$/;

function expectHarmless(content: Content): void {
  const pages = [renderHtml(content), write(contentHtml(content))];
  for (const tag of pages.flatMap((html) => html.match(/<[^>]*>?/g) ?? [])) expect(tag).toMatch(allowedTag);
  const marks = renderMrkdwn(content).match(/<[^>]*>?/g) ?? [];
  for (const mark of marks) expect(mark).toMatch(/^<(?:https?:\/\/|tel:|mailto:)[^\s|<>]*\|[^<>|]*>$/i);
  for (const part of renderWecomText(content)) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(2048);
}

/** So that it is the calls that are tried, and not the limits. */
const most = 1e9;
const unlimited = {
  ...{ sessionsPerAddress: most, readsPerAddress: most, messagesPerSession: most },
  ...{ messagesPerAccount: most, readsPerSession: most },
};

describe('Markdown', () => {
  test('becomes the same tree again, and no markup of its own in any channel', patience, () => {
    const check = fc.property(hostileText, (text) =>
      inTimeAtOnce(() => {
        const content = parseMarkdown(text);
        expectHarmless(content);
        toText(content);
        expectHarmless(parseMarkdown(toMarkdown(content)));
      }),
    );
    fc.assert(check, casesOf(0.4));
  });
});

describe('what people write', () => {
  test('gets a reply each time, which is no markup', patience, async () => {
    const log = createTestLog();
    const place = { knowledgeDir: 'knowledge', dataDir: join(tmpdir(), 'dawen-test') };
    const expertise = loadExpertise(place, log);
    const house = await openHouse({
      limits: unlimited,
      assistant: (store, { desk, clock }) =>
        createAssistant({ current: () => expertise, store, accounts: store.accounts, clock, log, desk }),
    });
    const token = await house.openSession();
    let conversationId: string | undefined;
    const say = (body: object) => house.call('POST', '/api/v1/messages', { token, body });
    const check = fc.asyncProperty(hostileText, fc.integer({ min: 0, max: 9 }), async (text, turn) => {
      if (turn === 0) conversationId = undefined;
      const { status, json } = await inTime(() => say({ text, ...(conversationId && { conversationId }) }));
      expect(status).toBe(200);
      conversationId = json.conversationId;
      for (const { content } of json.replies) expectHarmless(content);
    });
    await fc.assert(check, casesOf(0.3)).finally(() => house.close());
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('bodies of calls', () => {
  let house: House;
  let token: string;
  beforeAll(async () => {
    house = await openHouse({ limits: unlimited });
    token = await house.openSession();
  });
  afterAll(() => house.close());

  const path = fc.constantFrom(
    ...['sessions', 'messages', 'feedback', 'match', 'rules/transfer_window', 'rules/x'].map(
      (p) => `/api/v1/${p}`,
    ),
    ...['sign-in', 'password', 'search', 'analyze', 'me', 'handoffs/x/messages'].map(
      (p) => `/console/api/${p}`,
    ),
  );
  const key = fc.constantFrom(
    ...[
      'text',
      'choice',
      'conversationId',
      'clientMessageId',
      'identityToken',
      'locale',
      'facts',
      'asOf',
      'limit',
    ],
    ...['messageId', 'rating', 'name', 'password', 'token', 'q', '__proto__', 'constructor', 'toString', 'x'],
  );
  const body = fc.oneof(
    fc
      .dictionary(key, fc.oneof(fc.jsonValue(), hostileText), { maxKeys: 5 })
      .map((made) => JSON.stringify(made)),
    fc.json(),
    hostileText,
  );

  test('get an answer that is no fault of ours, whatever they hold', patience, async () => {
    const check = fc.asyncProperty(path, body, async (where, sent) => {
      const { status } = await inTime(() => house.call('POST', where, { token, body: sent }));
      expect(status).toBeLessThan(500);
    });
    await fc.assert(check, casesOf(0.28));
    expect(house.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('knowledge in YAML', () => {
  const yaml = fc
    .array(
      fc.oneof(
        hostileText,
        fc.constantFrom('entries:\n', '- id: ', '  question: ', '{', '[', '&a ', '*a', '!!', '|\n', '>-\n'),
      ),
    )
    .map((parts) => parts.join(''));
  const file = fc.constantFrom(
    ...[
      'lexicon.yaml',
      'entries/recharge.yaml',
      'rules/recharge.yaml',
      'responses.yaml',
      'calendar/2026.yaml',
    ],
  );

  test('is loaded, or refused with the places of its faults', patience, () => {
    const check = fc.property(file, yaml, (name, content) => {
      withChanges([{ file: name, content }], (dir) => inTimeAtOnce(() => load(dir)));
    });
    fc.assert(check, casesOf(0.02));
    expect(withChanges([], load)).toBe('loaded');
  });
});

function load(dir: string): 'loaded' | 'refused' {
  try {
    loadKnowledge(dir, { rules: smallRules });
    return 'loaded';
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    expect(error.faults.every(({ line }) => line > 0)).toBe(true);
    return 'refused';
  }
}
