/** One fact of a rule's form, drawn after its kind. */
import type { TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';
import type { FormField } from '../../console-api.ts';
import { useConsole } from '../context.ts';
import { Icon } from '../icon.tsx';
import type { FactValue } from './use-matter.ts';

export interface FieldProps {
  readonly field: FormField;
  readonly value: FactValue | undefined;
  /** Read from the customer's words and not looked at yet. */
  readonly isUnconfirmed: boolean;
  /** The rule waits for it. */
  readonly isMissing: boolean;
  readonly trouble: string | undefined;
  readonly onChange: (value: FactValue) => void;
  readonly onConfirm: () => void;
}

export function Field(props: FieldProps) {
  const { words } = useConsole();
  const { field, isUnconfirmed, isMissing, trouble, onConfirm } = props;
  const id = useId();
  const isGroup = field.type === 'yesno';
  const Label = isGroup ? 'span' : 'label';
  const state = isUnconfirmed ? ' unconfirmed' : isMissing ? ' missing' : '';
  return (
    <div
      class={`fact${state}`}
      data-fact={field.fact}
      {...(isGroup && { role: 'group', 'aria-labelledby': `${id}l` })}
    >
      <Label id={`${id}l`} class="fact-label" {...(!isGroup && { for: id })} title={field.hint ?? ''}>
        {field.label}
        {!field.required && !isMissing && <small>{words.optional}</small>}
      </Label>
      <div class="fact-value">
        <Input {...props} id={id} />
        {isUnconfirmed && (
          <button type="button" class="confirm" onClick={onConfirm} title={words.confirmFact}>
            <Icon name="done" />
            {words.fromMessage}
          </button>
        )}
      </div>
      {trouble !== undefined && (
        <p class="trouble" id={`${id}t`}>
          {trouble}
        </p>
      )}
    </div>
  );
}

function Input({ field, value, trouble, onChange, id }: FieldProps & { readonly id: string }) {
  const { words } = useConsole();
  if (field.type === 'yesno') return <YesNo {...{ field, value, onChange, id }} />;
  const about = {
    ...{ id, name: field.fact, 'aria-invalid': trouble !== undefined },
    ...(trouble !== undefined && { 'aria-describedby': `${id}t` }),
  };
  if (field.type === 'choice')
    return (
      <select {...about} value={shown(value)} onInput={(event) => onChange(event.currentTarget.value)}>
        <option value="">{words.unknown}</option>
        {field.choices?.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    );
  const onInput = (event: TargetedInputEvent<HTMLInputElement>) => onChange(event.currentTarget.value);
  return <input {...about} {...kinds[field.type]} value={shown(value)} onInput={onInput} />;
}

const kinds = {
  date: { type: 'date' },
  count: { type: 'number', min: 0, step: 1, inputMode: 'numeric' },
  amount: { type: 'text', inputMode: 'decimal', autoComplete: 'off', placeholder: '0.00' },
  text: { type: 'text', autoComplete: 'off' },
} as const;

/** Yes, no, or nothing known: picking the same again takes it back. */
function YesNo({
  field,
  value,
  onChange,
  id,
}: Pick<FieldProps, 'field' | 'value' | 'onChange'> & { id: string }) {
  const { words } = useConsole();
  const choices = field.choices ?? [
    { value: 'true', label: words.yes },
    { value: 'false', label: words.no },
  ];
  return (
    <div class="yesno">
      {choices.map((choice) => {
        const isChosen = String(value) === choice.value;
        return (
          <button
            type="button"
            key={choice.value}
            id={`${id}${choice.value}`}
            aria-pressed={isChosen}
            onClick={() => onChange(isChosen ? '' : choice.value === 'true')}
          >
            {choice.label}
          </button>
        );
      })}
    </div>
  );
}

const shown = (value: FactValue | undefined): string =>
  Array.isArray(value) ? value.join('、') : String(value ?? '');
