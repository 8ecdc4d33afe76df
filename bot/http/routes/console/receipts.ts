/** `/console/api/receipts`: one is issued when an agent copies a computed answer; anyone signed in may look one up. */
import type { Express } from 'express';
import { z } from 'zod';
import type { Receipt } from '../../../../adapters/console/console-api.ts';
import { issueReceipt, readCode, verifyReceipt } from '../../../console/receipts.ts';
import { readBody } from '../../body.ts';
import { onlyMethods, Problem } from '../../problem.ts';
import { type AgentCall, type ConsoleDeps, withAgent } from './agent-route.ts';
import { benchOf, knownRule, ruleCallSchema } from './answers.ts';

const bodySchema = ruleCallSchema.extend({ rule: z.string().max(100) });

export function addReceiptRoutes(app: Express, deps: ConsoleDeps): void {
  app
    .route('/console/api/receipts')
    .post(
      withAgent(deps, 'agent', async (call) => void call.response.status(201).json(await issue(call, deps))),
    )
    .all(onlyMethods('POST'));
  app
    .route('/console/api/receipts/:code')
    .get(withAgent(deps, 'agent', async (call) => void call.response.json(await lookUp(call, deps))))
    .all(onlyMethods('GET'));
}

async function issue({ agent, request }: AgentCall, deps: ConsoleDeps): Promise<Receipt> {
  const key = keyOf(deps);
  const { asOf, ...call } = readBody(bodySchema, request);
  const bench = benchOf(deps, asOf);
  const rule = knownRule(deps, call.rule);
  const issued = issueReceipt(bench, { ...call, rule }, { key, agent: agent.name, at: deps.clock() });
  if (issued.status === 'nothing_computed') throw new Problem('nothing_computed');
  await deps.store.receipts.keep(issued.receipt);
  return verified(verifyReceipt(issued.receipt, bench.expertise.knowledge, key));
}

async function lookUp({ request }: AgentCall, deps: ConsoleDeps): Promise<Receipt> {
  const key = keyOf(deps);
  const code = readCode(String(request.params.code));
  const kept = code && (await deps.store.receipts.find(code));
  if (!kept) throw new Problem('receipt_not_found', 'A code looks like DW-0123-4567-89AB');
  return verified(verifyReceipt(kept, deps.current().knowledge, key));
}

function verified(found: ReturnType<typeof verifyReceipt>): Receipt {
  if (found.status === 'altered') throw new Problem('receipt_altered');
  return found.receipt;
}

function keyOf({ console }: ConsoleDeps): string {
  if (console.receiptKey === undefined) throw new Problem('receipts_off');
  return console.receiptKey;
}
