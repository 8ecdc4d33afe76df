/** Conversations written in YAML, played against the whole assistant and compared reply by reply. */
import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import { z } from 'zod';
import { acts, type Reply } from '../../adapters/channel.ts';
import { locales } from '../../knowledge/schema.ts';
import { createAssistant } from '../assistant.ts';
import type { Expertise } from '../expertise/expertise.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';

const listOf = z.union([z.string(), z.array(z.string())]).transform((one) => [one].flat());

/** What one reply must be; what is not named may be anything. */
const expectedSchema = z.strictObject({
  act: z.enum(acts),
  entry: z.string().exactOptional(),
  slot: z.string().exactOptional(),
  rule: z.string().exactOptional(),
  basis: z.enum(['account', 'stated']).exactOptional(),
  values: z.record(z.string(), z.unknown()).exactOptional(),
  /** Parts that the text must hold, and must not. */
  says: listOf.exactOptional(),
  lacks: listOf.exactOptional(),
  /** Entries or labels that are offered among others. */
  offers: listOf.exactOptional(),
});

const turnSchema = z.strictObject({
  say: z.coerce.string().exactOptional(),
  choose: z.union([z.string(), z.number()]).exactOptional(),
  /** Moves the clock, from this turn on. */
  now: z.iso.datetime({ offset: true }).exactOptional(),
  expect: z.array(expectedSchema),
});

const conversationSchema = z.strictObject({
  name: z.string(),
  now: z.iso.datetime({ offset: true }),
  /** Facts of the signed-in account; without them nobody is signed in. */
  account: z.record(z.string(), z.unknown()).exactOptional(),
  locale: z.enum(locales).exactOptional(),
  turns: z.array(turnSchema).min(1),
});
const fileSchema = z.array(conversationSchema).min(1);

export type ConversationCase = z.infer<typeof conversationSchema>;
type Expected = z.infer<typeof expectedSchema>;

/** One thing that came out otherwise; `turn` counts from 1. */
export interface Difference {
  readonly turn: number;
  readonly said: string;
  readonly problem: string;
  readonly replies: readonly Reply[];
}

/** A file of conversations that cannot be played as it is written. */
export class ConversationFileError extends Error {
  override readonly name = 'ConversationFileError';
  readonly code = 'CONVERSATION_FILE';
}

/** Throws ConversationFileError, with every fault, when the file is not such a list of conversations. */
export function readConversationCases(file: string): ConversationCase[] {
  const parsed = fileSchema.safeParse(readYaml(file));
  if (parsed.success) return parsed.data;
  throw new ConversationFileError(`${file}: ${z.prettifyError(parsed.error).replace(/\n\s*/g, ' ')}`);
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new ConversationFileError(`${file}: cannot be read (${reason})`, { cause });
  }
}

export interface Stage {
  readonly expertise: Expertise;
  readonly openStore: () => Promise<Store>;
  readonly log: Log;
}

/** Plays one conversation on a fresh assistant. No differences means that it went as written. */
export async function playConversation(written: ConversationCase, stage: Stage): Promise<Difference[]> {
  const store = await stage.openStore();
  let now = Temporal.Instant.from(written.now);
  const assistant = createAssistant({
    ...{ current: () => stage.expertise, store, log: stage.log, clock: () => now },
    accounts: { find: async () => written.account },
  });
  const sender = { key: 'tester', ...(written.account && { account: 'tester' }) };
  const differences: Difference[] = [];
  for (const [at, turn] of written.turns.entries()) {
    if (turn.now) now = Temporal.Instant.from(turn.now);
    const { replies } = await assistant.turn({
      ...{ channel: 'test', conversation: 'test', sender, id: `turn-${at}`, at: now.toString() },
      text: turn.say ?? String(turn.choose ?? ''),
      ...(turn.choose !== undefined && { choice: turn.choose }),
      ...(written.locale && { locale: written.locale }),
    });
    const said = turn.say ?? `[${turn.choose}]`;
    differences.push(
      ...compare(turn.expect, replies).map((problem) => ({ turn: at + 1, said, problem, replies })),
    );
  }
  await store.close();
  return differences;
}

function compare(expected: readonly Expected[], replies: readonly Reply[]): string[] {
  const wanted = expected.map(({ act }) => act).join(', ');
  const got = replies.map(({ act }) => act).join(', ');
  if (wanted !== got) return [`expected ${wanted || 'no reply'}, got ${got || 'no reply'}`];
  return expected.flatMap((one, at) => {
    const reply = replies[at];
    return reply ? compareReply(one, reply) : [];
  });
}

function compareReply(expected: Expected, reply: Reply): string[] {
  const { computed } = reply;
  const offered = (reply.options ?? []).flatMap(({ entry, label, value }) => [entry, label, value]);
  const values = Object.entries(expected.values ?? {});
  return [
    ...differs('entry', expected.entry, reply.entry),
    ...differs('slot', expected.slot, reply.slot),
    ...differs('rule', expected.rule, computed?.rule),
    ...differs('basis', expected.basis, computed?.basis),
    ...values.flatMap(([name, value]) => differs(`value ${name}`, value, computed?.values[name])),
    ...(expected.says ?? [])
      .filter((part) => !reply.text.includes(part))
      .map((part) => `does not say “${part}”`),
    ...(expected.lacks ?? []).filter((part) => reply.text.includes(part)).map((part) => `says “${part}”`),
    ...(expected.offers ?? []).filter((one) => !offered.includes(one)).map((one) => `does not offer ${one}`),
  ];
}

function differs(what: string, expected: unknown, got: unknown): string[] {
  if (expected === undefined || JSON.stringify(expected) === JSON.stringify(got)) return [];
  return [`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`];
}
