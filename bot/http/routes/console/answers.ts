/** `/console/api/search`, `entries`, `analyze`, `rules` and `render`: what an agent looks up, computes and pastes. */
import type { Express, RequestHandler } from 'express';
import { z } from 'zod';
import { analyze } from '../../../console/analysis.ts';
import type { Bench } from '../../../console/bench.ts';
import { viewEntry } from '../../../console/entry-view.ts';
import { renderAll } from '../../../console/rendering.ts';
import { answerRule } from '../../../console/rule-answer.ts';
import { search } from '../../../console/search.ts';
import { asOfSchema, instantOf } from '../../as-of.ts';
import { readBody } from '../../body.ts';
import { onlyMethods, Problem } from '../../problem.ts';
import { type AgentCall, type ConsoleDeps, withAgent } from './agent-route.ts';

/** Characters of a pasted message or a composed reply. */
const longestPaste = 8000;
const paste = z
  .string()
  .max(longestPaste, `longer than ${longestPaste} characters; paste the part that asks`)
  .transform((text) => text.replace(/\p{Surrogate}/gu, '\uFFFD'));
const name = z.string().max(100);

const searchSchema = z.strictObject({ q: z.string().max(longestPaste) });
const analyzeSchema = z.strictObject({ text: paste, asOf: asOfSchema });
const renderSchema = z.strictObject({ markdown: paste });
export const ruleCallSchema = z.strictObject({
  entry: name.default(''),
  facts: z.record(z.string(), z.unknown()).default({}),
  asOf: asOfSchema,
});

export function addAnswerRoutes(app: Express, deps: ConsoleDeps): void {
  const answer = (handle: (call: AgentCall) => unknown): RequestHandler =>
    withAgent(deps, 'agent', async (call) => void call.response.json(await handle(call)));
  const post = (path: string, handle: (call: AgentCall) => unknown) =>
    app.route(`/console/api/${path}`).post(answer(handle)).all(onlyMethods('POST'));

  post('search', ({ request }) => search(benchOf(deps), readBody(searchSchema, request).q));
  post('analyze', ({ request }) => {
    const body = readBody(analyzeSchema, request);
    return analyze(benchOf(deps, body.asOf), body.text);
  });
  post('rules/:name', ({ request }) => {
    const body = readBody(ruleCallSchema, request);
    return answerRule(benchOf(deps, body.asOf), { ...body, rule: knownRule(deps, request.params.name) });
  });
  post('render', ({ request }) => renderAll(readBody(renderSchema, request).markdown));
  app
    .route('/console/api/entries/:id')
    .get(answer(({ request }) => viewEntry(benchOf(deps), String(request.params.id)) ?? missing()))
    .all(onlyMethods('GET'));
}

/** What is known now, as of the day that was asked for. */
export function benchOf(deps: ConsoleDeps, asked?: string): Bench {
  return { expertise: deps.current(), now: instantOf(asked, deps.clock) };
}

/** Throws Problem for a name that no rule has. */
export function knownRule(deps: ConsoleDeps, asked: unknown): string {
  const { names } = deps.current().rules;
  const rule = String(asked);
  if (!names.includes(rule)) throw new Problem('rule_not_found', `The rules are ${names.join(', ')}`);
  return rule;
}

function missing(): never {
  throw new Problem('entry_not_found');
}
