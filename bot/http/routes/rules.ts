/** `POST /api/v1/rules/NAME`: one rule over the facts of the body. */
import type { Express } from 'express';
import { z } from 'zod';
import { toRuleReport } from '../../turn/rule-report.ts';
import { asOfSchema, instantOf } from '../as-of.ts';
import { readBody } from '../body.ts';
import { onlyMethods, Problem } from '../problem.ts';
import { type Call, type RouteDeps, withSession } from './route.ts';

const bodySchema = z.strictObject({
  facts: z.record(z.string(), z.unknown()).default({}),
  asOf: asOfSchema,
});

export function addRuleRoutes(app: Express, deps: RouteDeps): void {
  app
    .route('/api/v1/rules/:name')
    .post(withSession(deps, (call) => runRule(call, deps)))
    .all(onlyMethods('POST'));
}

async function runRule({ session, request, response }: Call, deps: RouteDeps): Promise<void> {
  await deps.limits.read(session.id);
  const { knowledge, rules } = deps.current();
  const name = String(request.params.name);
  if (!rules.names.includes(name))
    throw new Problem('rule_not_found', `The rules are ${rules.names.join(', ')}`);
  const { facts, asOf } = readBody(bodySchema, request);
  const report = toRuleReport(rules.run(name, facts, instantOf(asOf, deps.clock)), knowledge);
  if (report.status === 'invalid')
    throw new Problem('facts_invalid', undefined, { rule: name, fields: report.fields });
  response.json(report);
}
