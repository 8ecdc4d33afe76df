/** Calendar files: named after their year, every day in that year, and no day both free and worked. */
import { type Fault, formatPosition } from '../errors.ts';
import type { Path } from '../reading/problem.ts';
import type { Reading } from '../reading/read.ts';
import type { Placed } from '../reading/sheet.ts';
import type { CalendarYear } from '../schema.ts';

/** Every year by itself. */
export function checkCalendar(reading: Reading): Fault[] {
  return reading.calendar.items.flatMap((item) => [
    ...checkFileName(item),
    ...checkYear(item),
    ...checkHolidays(item),
    ...checkMakeUpDays(item),
  ]);
}

function checkFileName(item: Placed<CalendarYear>): Fault[] {
  const year = String(item.value.year);
  const { file } = item.at();
  if (file.endsWith(`/${year}.yaml`) || file.endsWith(`/${year}.yml`)) return [];
  return [item.fault(`the year is ${year}, but the file is ${file}; name the file ${year}.yaml`, ['year'])];
}

function checkYear(item: Placed<CalendarYear>): Fault[] {
  const { year, holidays, makeUpDays } = item.value;
  const days: { day: string; path: Path }[] = [
    ...holidays.flatMap(({ from, to }, index) => [
      { day: from, path: ['holidays', index, 'from'] },
      { day: to, path: ['holidays', index, 'to'] },
    ]),
    ...makeUpDays.map(({ day }, index) => ({ day, path: ['makeUpDays', index, 'day'] })),
  ];
  return days
    .filter(({ day }) => !day.startsWith(`${year}-`))
    .map(({ day, path }) =>
      item.fault(`${day} does not lie in ${year}; put it in the file of its year`, path),
    );
}

function checkHolidays(item: Placed<CalendarYear>): Fault[] {
  return item.value.holidays.flatMap(({ from, to }, index) => {
    if (to < from)
      return [item.fault(`the holiday ends on ${to} before it begins`, ['holidays', index, 'to'])];
    const other = item.value.holidays.findIndex((one) => one.from <= to && from <= one.to);
    if (other >= index) return [];
    const where = formatPosition(item.at(['holidays', other]));
    return [
      item.fault(`this holiday shares days with the one at ${where}; each day stands once`, [
        'holidays',
        index,
      ]),
    ];
  });
}

function checkMakeUpDays(item: Placed<CalendarYear>): Fault[] {
  return item.value.makeUpDays.flatMap(({ day }, index) => {
    const free = item.value.holidays.some(({ from, to }) => from <= day && day <= to);
    return free
      ? [
          item.fault(`${day} is also a day of a holiday; it is one or the other`, [
            'makeUpDays',
            index,
            'day',
          ]),
        ]
      : [];
  });
}
