/** From which day on a newly licensed enterprise can submit its verification. */

import { isAfter } from './day-count.ts';
import { defineRule } from './define-rule.ts';
import { needs, ok } from './outcome.ts';
import { calendarUnknown, horizonReasons, isPast, nthStep, workdaySteps } from './workday-steps.ts';

export const newLicense = defineRule({
  name: 'new_license',
  facts: ['licenseIssuedAt', 'stillNotRecorded'],
  parameters: ['new_license_workdays', 'new_license_not_recorded'],
  outcomes: ['submit_from', 'submit_now', 'contact_online_service'],
  reasons: horizonReasons,
  values: ['earliestSubmitDate', 'canSubmitNow', 'contactOnlineService'],

  evaluate({ licenseIssuedAt: issued, stillNotRecorded }, context) {
    if (!issued) return needs('licenseIssuedAt');
    const { parameters, calendar, today } = context;
    const n = parameters.days('new_license_workdays');
    const count = calendar.nthWorkdayAfter(issued, n);
    const past = isPast(count, context);
    const contactOnlineService = stillNotRecorded && past;
    const reading = { id: 'reading_new_license', values: { n } };
    const steps = [...workdaySteps(issued, count), ...nthStep(n, count), reading];
    if (count.status === 'unknown')
      return calendarUnknown(count.side, context, {
        sure: { canSubmitNow: past, contactOnlineService },
        steps,
      });
    if (stillNotRecorded) parameters.cite('new_license_not_recorded');
    const canSubmitNow = !isAfter(count.day, today);
    const values = { earliestSubmitDate: count.day.toString(), canSubmitNow, contactOnlineService };
    if (contactOnlineService) return ok('contact_online_service', values, steps);
    return ok(canSubmitNow ? 'submit_now' : 'submit_from', values, steps);
  },
});
