/** A small field for the value that was asked for: a day, a count or an amount. It can be said in words just as well. */
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Reply } from '../../channel.ts';
import type { Words } from './words.ts';

export interface ValueInputProps {
  readonly kind: NonNullable<Reply['input']>;
  readonly words: Words;
  readonly onGive: (text: string) => void;
}

export function ValueInput({ kind, words, onGive }: ValueInputProps) {
  const [value, setValue] = useState(kind === 'count' ? '1' : '');
  const isGood = patterns[kind].test(value);
  function give(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (isGood) onGive(value);
  }
  return (
    <form class={`value ${kind}`} onSubmit={give}>
      {kind === 'count' && <Step sign="−" label={words.less} onClick={() => setValue(stepped(value, -1))} />}
      <input
        {...fields[kind]}
        aria-label={words.values[kind]}
        placeholder={kind === 'amount' ? '0.00' : undefined}
        value={value}
        onInput={(event) => setValue(event.currentTarget.value.trim())}
      />
      {kind === 'count' && <Step sign="+" label={words.more} onClick={() => setValue(stepped(value, 1))} />}
      {kind === 'amount' && <span class="unit">{words.yuan}</span>}
      <button type="submit" class="give" disabled={!isGood}>
        {words.give}
      </button>
      {kind === 'day' && <NearDays words={words} onGive={onGive} />}
    </form>
  );
}

const patterns = {
  day: /^\d{4}-\d{2}-\d{2}$/,
  count: /^\d{1,6}$/,
  amount: /^\d{1,9}(\.\d{1,4})?$/,
} as const;

const fields = {
  day: { type: 'date', min: '2000-01-01', max: '2099-12-31' },
  count: { type: 'text', inputMode: 'numeric', autocomplete: 'off' },
  amount: { type: 'text', inputMode: 'decimal', autocomplete: 'off' },
} as const;

const stepped = (value: string, by: number) => String(Math.max(0, (Number(value) || 0) + by));

interface StepProps {
  readonly sign: string;
  readonly label: string;
  readonly onClick: () => void;
}

function Step({ sign, label, onClick }: StepProps) {
  return (
    <button type="button" class="step" aria-label={label} onClick={onClick}>
      {sign}
    </button>
  );
}

/** The days that are asked for most, in words that the assistant understands. */
function NearDays({ words, onGive }: Pick<ValueInputProps, 'words' | 'onGive'>) {
  return (
    <div class="near">
      {words.nearDays.map((day) => (
        <button key={day} type="button" class="chip" onClick={() => onGive(day)}>
          {day}
        </button>
      ))}
    </div>
  );
}
