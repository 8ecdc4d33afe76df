import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { horizonWarning } from '../../../bot/expertise/expertise-dates.ts';
import { plainExpertise } from '../house.ts';

const warn = (instant: string) => horizonWarning(plainExpertise, Temporal.Instant.from(instant));

test.each([
  ['61 days before the end', '2026-10-31T12:00:00+08:00', undefined],
  [
    '60 days before the end',
    '2026-11-01T00:00:00+08:00',
    /ends on 2026-12-31, in 60 days: add knowledge\/calendar\/2027\.yaml/,
  ],
  ['a minute earlier, which is still the day before in Shanghai', '2026-10-31T15:59:00Z', undefined],
  ['on the last day', '2026-12-31T23:59:00+08:00', /in 0 days/],
  ['after it', '2027-01-01T00:00:00+08:00', /ended on 2026-12-31/],
])('the end of the calendar is told in time: %s', (_, instant, wanted) => {
  if (wanted === undefined) expect(warn(instant)).toBeUndefined();
  else expect(warn(instant)).toMatch(wanted);
});
