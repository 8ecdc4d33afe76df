/** When the real-name information of an account may be changed next. */
import { defineRule } from './define-rule.ts';
import { changeParameters, nextChange } from './next-change.ts';
import { invalid, needs, ok } from './outcome.ts';

export const modifyInterval = defineRule({
  name: 'modify_interval',
  facts: ['lastModifiedAt', 'everModified'],
  parameters: changeParameters,
  outcomes: ['never_modified', 'allowed_now', 'allowed_from'],
  reasons: [],
  values: ['nextAllowedDate', 'canModifyNow', 'daysLeft'],

  evaluate({ lastModifiedAt, everModified }, context) {
    if (everModified === false) {
      if (lastModifiedAt) return invalid('contradiction', 'lastModifiedAt', 'everModified');
      for (const id of changeParameters) context.parameters.cite(id);
      const values = { nextAllowedDate: context.today.toString(), canModifyNow: true, daysLeft: 0 };
      return ok('never_modified', values, [{ id: 'never_modified', values: {} }]);
    }
    if (!lastModifiedAt) return needs('lastModifiedAt');
    const { day, allowedNow, daysLeft, steps } = nextChange(lastModifiedAt, context);
    const values = { nextAllowedDate: day, canModifyNow: allowedNow, daysLeft };
    return ok(allowedNow ? 'allowed_now' : 'allowed_from', values, steps);
  },
});
