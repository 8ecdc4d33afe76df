/** Parameters must rest on the document: their quote stands in the answer, their values fit the unit and their days ascend. */
import type { Fault } from '../errors.ts';
import { withoutLinks } from '../reading/links.ts';
import type { Reading } from '../reading/read.ts';
import type { Placed } from '../reading/sheet.ts';
import type { Parameter } from '../schema.ts';
import { hasEntry, noEntry } from './entries.ts';

/** Source, unit and dated rows of every parameter. */
export function checkParameters(reading: Reading): Fault[] {
  return reading.parameters.items.flatMap((parameter) => [
    ...checkSource(reading, parameter),
    ...checkUnit(parameter),
    ...checkRows(parameter),
  ]);
}

function checkSource(reading: Reading, parameter: Placed<Parameter>): Fault[] {
  const { entry: id, quote } = parameter.value.source;
  if (!hasEntry(reading, id)) return [parameter.fault(noEntry(reading, id), ['source', 'entry'])];
  const entry = reading.entries.items.find((item) => item.value.id === id)?.value;
  if (!entry || asRead(entry.answer).includes(asRead(quote))) return [];
  const message = `this quote does not stand word for word in the answer of \`${id}\`; copy it from there`;
  return [parameter.fault(message, ['source', 'quote'])];
}

/** As a reader sees it: links are their words, and line breaks and blanks do not count. */
function asRead(markdown: string): string {
  return withoutLinks(markdown).replace(/\s/g, '');
}

type Value = Parameter['values'][number]['value'];

const isCount = (value: Value) => typeof value === 'number' && value >= 0;
const count = { fits: isCount, write: 'a whole number without quotes' };
const units: Readonly<Record<Parameter['unit'], { fits: (value: Value) => boolean; write: string }>> = {
  account: count,
  attempt: count,
  day: count,
  workday: count,
  yuan: {
    fits: (value) => typeof value === 'string' && /^\d+(\.\d+)?$/.test(value),
    write: 'a decimal number in quotes, such as "0.99"',
  },
  text: { fits: (value) => typeof value !== 'number', write: 'a text or a list of texts' },
};

function checkUnit(parameter: Placed<Parameter>): Fault[] {
  const unit = units[parameter.value.unit];
  return parameter.value.values.flatMap((row, index) =>
    unit.fits(row.value)
      ? []
      : [
          parameter.fault(`a value in the unit ${parameter.value.unit} is written as ${unit.write}`, [
            'values',
            index,
            'value',
          ]),
        ],
  );
}

function checkRows(parameter: Placed<Parameter>): Fault[] {
  const rows = parameter.value.values;
  return rows.slice(1).flatMap((row, index) => {
    const path = ['values', index + 1];
    if (row.from === undefined)
      return [parameter.fault('`from` is missing; only the first row goes without it', path)];
    const before = rows[index]?.from;
    if (before === undefined || before < row.from) return [];
    return [
      parameter.fault(`${row.from} must come after ${before}; put the rows in order`, [...path, 'from']),
    ];
  });
}
