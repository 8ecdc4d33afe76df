/** Receipts: a short code under a pasted computed answer, from which anyone of the house can tell later what was said and whether it still stands. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Receipt } from '../../adapters/console/console-api.ts';
import { valueOn } from '../../intents/rules/parameters.ts';
import type { KnowledgeBase } from '../../knowledge/schema.ts';
import { toIso } from '../clock.ts';
import type { KeptReceipt, ReceiptBasis } from '../store/receipts.ts';
import type { Bench } from './bench.ts';
import { factsTyped } from './forms.ts';
import type { RuleCall } from './rule-answer.ts';

/** Who pastes it, when; `key` signs it. */
export interface Issuing {
  readonly key: string;
  readonly agent: string;
  readonly at: Bench['now'];
}

export type Issued =
  | { readonly status: 'issued'; readonly receipt: KeptReceipt }
  /** The rule gives no result for these facts, so there is nothing to vouch for. */
  | { readonly status: 'nothing_computed' };

/** The receipt of an answer. The same answer on the same day by the same agent has the same code. */
export function issueReceipt(
  bench: Bench,
  { rule, entry, facts }: RuleCall,
  { key, agent, at }: Issuing,
): Issued {
  const { knowledge, rules } = bench.expertise;
  const result = rules.run(rule, factsTyped(bench, rule, facts), bench.now);
  if (result.status !== 'ok') return { status: 'nothing_computed' };
  const unsigned = {
    ...{ knowledge: knowledge.hash, entry, rule, factsHash: hash(result.facts), asOf: result.asOf },
    ...{ issuedAt: toIso(at), issuedBy: agent },
    basis: basisOf(knowledge, entry, { ids: result.parameters, day: result.asOf }),
  };
  return { status: 'issued', receipt: { ...unsigned, code: codeOf(unsigned, key) } };
}

export type Verified =
  | { readonly status: 'genuine'; readonly receipt: Receipt }
  /** The record does not match its code: it was changed, or the key was. */
  | { readonly status: 'altered' };

/** What a kept receipt says now, against the knowledge base of this moment. */
export function verifyReceipt(kept: KeptReceipt, knowledge: KnowledgeBase, key: string): Verified {
  const { code, basis, factsHash, ...said } = kept;
  if (!isEqual(code, codeOf(kept, key))) return { status: 'altered' };
  const changes = changesSince(kept, knowledge);
  const standing = changes.length === 0 ? 'current' : 'superseded';
  return { status: 'genuine', receipt: { ...said, code, standing, changes } };
}

/** A code as people type it, with or without its dashes, in any case, brought to its one form. */
export function readCode(typed: string): string | undefined {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^DW/, '');
  if (letters.length !== codeLength) return undefined;
  return inGroups(letters.replaceAll('O', '0').replace(/[IL]/g, '1'));
}

/** Crockford's alphabet: no letter that is taken for a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 12;

function codeOf(
  { code: _, issuedAt: __, ...said }: Omit<KeptReceipt, 'code'> & { code?: string },
  key: string,
) {
  const digest = createHmac('sha256', key)
    .update(JSON.stringify(said, sortedKeys(said)))
    .digest();
  return inGroups(Array.from(digest.subarray(0, codeLength), (byte) => alphabet[byte % 32]).join(''));
}

const inGroups = (letters: string): string => `DW-${letters.match(/.{4}/g)?.join('-') ?? ''}`;

function changesSince({ entry: id, asOf, basis }: KeptReceipt, knowledge: KnowledgeBase): string[] {
  const entry = knowledge.entries.find((one) => one.id === id);
  const now = basisOf(knowledge, id, { ids: Object.keys(basis.parameters), day: asOf });
  const parameters = Object.entries(basis.parameters).flatMap(([name, was]) => {
    const is = now.parameters[name];
    if (JSON.stringify(is) === JSON.stringify(was)) return [];
    return [`参数 ${name}：原为 ${show(was)}，现为 ${show(is)}`];
  });
  return [
    ...(entry ? [] : [`条目 ${id} 已删除`]),
    ...(entry && now.answer !== basis.answer ? [`条目“${entry.question}”的答案已修改`] : []),
    ...parameters,
    ...(now.calendar === basis.calendar ? [] : ['节假日日历已修改']),
  ];
}

function basisOf(
  knowledge: KnowledgeBase,
  entry: string,
  { ids, day }: { readonly ids: readonly string[]; readonly day: string },
): ReceiptBasis {
  const inForce = ids.map((id) => {
    const parameter = knowledge.parameters.find((one) => one.id === id);
    return [id, (parameter && valueOn(parameter, day)) ?? null];
  });
  return {
    answer: hash(knowledge.entries.find(({ id }) => id === entry)?.answer ?? null),
    calendar: hash(knowledge.calendar),
    parameters: Object.fromEntries(inForce),
  };
}

const show = (value: unknown): string =>
  value === null || value === undefined ? '无' : Array.isArray(value) ? value.join('、') : String(value);

const hash = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, sortedKeys(value)))
    .digest('hex');

/** Keys in one order at every depth, so that the same content has the same hash wherever it was kept. */
function sortedKeys(value: unknown): string[] {
  const keys = new Set<string>();
  JSON.stringify(value, (key, inner: unknown) => {
    keys.add(key);
    return inner;
  });
  return [...keys].sort();
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
