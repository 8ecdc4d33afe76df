/** On which site a person verifies, by where they are. */
import { defineRule } from './define-rule.ts';
import { needs, ok } from './outcome.ts';

const mainland = 'cn-mainland';

export const siteRouting = defineRule({
  name: 'site_routing',
  facts: ['userRegion', 'idDocument'],
  parameters: ['international_site'],
  outcomes: ['china_site', 'international_site'],
  reasons: [],
  values: ['site'],

  evaluate({ userRegion }, { parameters }) {
    if (userRegion === undefined) return needs('userRegion');
    parameters.cite('international_site');
    const site = userRegion.toLowerCase() === mainland ? 'china_site' : 'international_site';
    return ok(site, { site }, []);
  },
});
