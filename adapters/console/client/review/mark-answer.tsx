/** An agent says that an answer is wrong or unclear, and why; and sees what was said about it before. */
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { useLookUp } from '../use-look-up.ts';
import { FeedbackLines } from './feedback-lines.tsx';

interface MarkAnswerProps {
  readonly entry: string;
  readonly onDone: () => void;
}

const reasons = ['outdated', 'incorrect', 'incomplete', 'hard_to_follow', 'wrong_match'] as const;

export function MarkAnswer({ entry, onDone }: MarkAnswerProps) {
  const { api, words } = useConsole();
  const [state, setState] = useState<'open' | 'sent' | 'failed'>('open');
  const before = useLookUp(`${entry} ${state}`, () => api.feedback(entry));

  async function send(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const comment = String(said.get('comment') ?? '').trim();
    const rating = said.get('rating') === 'unclear' ? 'unclear' : 'wrong';
    const mark = { entry, rating, reason: String(said.get('reason')) } as const;
    const outcome = await api.mark(comment === '' ? mark : { ...mark, comment });
    setState(outcome.status === 'ok' ? 'sent' : 'failed');
  }
  return (
    <div class="report">
      {state === 'sent' ? (
        <p role="status" class="done">
          {words.marked}
        </p>
      ) : (
        <MarkForm onSubmit={send} onDone={onDone} isFailed={state === 'failed'} />
      )}
      {before.value && before.value.length > 0 && (
        <>
          <p class="caption">{words.feedbackBefore}</p>
          <FeedbackLines lines={before.value} isOfOne />
        </>
      )}
    </div>
  );
}

interface MarkFormProps {
  readonly onSubmit: (event: TargetedSubmitEvent<HTMLFormElement>) => void;
  readonly onDone: () => void;
  readonly isFailed: boolean;
}

function MarkForm({ onSubmit, onDone, isFailed }: MarkFormProps) {
  const { words } = useConsole();
  return (
    <form onSubmit={onSubmit}>
      <fieldset class="radios">
        <legend>{words.whatIsIt}</legend>
        {(['wrong', 'unclear'] as const).map((rating) => (
          <label key={rating}>
            <input type="radio" name="rating" value={rating} defaultChecked={rating === 'wrong'} />
            {words.ratings[rating]}
          </label>
        ))}
      </fieldset>
      <label class="line">
        <span>{words.reason}</span>
        <select name="reason">
          {reasons.map((reason) => (
            <option key={reason} value={reason}>
              {words.reasons[reason]}
            </option>
          ))}
        </select>
      </label>
      <label class="line">
        <span>{words.comment}</span>
        <textarea name="comment" rows={2} maxLength={500} />
      </label>
      {isFailed && (
        <p class="trouble" role="alert">
          {words.notSent}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="primary">
          {words.send}
        </button>
        <button type="button" class="plain" onClick={onDone}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
