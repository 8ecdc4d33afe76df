/** The first visit: the one-time link lets a new agent choose a password. */
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { DoorFrame, type DoorProps } from './door.tsx';

interface NewPasswordProps extends DoorProps {
  readonly token: string;
  readonly onLeave: () => void;
}

export const shortestPassword = 12;

export function NewPassword(props: NewPasswordProps) {
  const { api, words, token, onEnter, onLeave } = props;
  const [trouble, setTrouble] = useState<string>();
  const [isSpent, setSpent] = useState(false);

  async function set(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const password = String(said.get('password'));
    if (password !== said.get('again')) {
      setTrouble(words.passwordsDiffer);
      return;
    }
    const outcome = await api.setPassword(token, password);
    if (outcome.status === 'ok') onEnter(outcome.value);
    else if (outcome.status === 'refused' && outcome.http === 410) setSpent(true);
    else setTrouble(outcome.status === 'refused' ? words.passwordWeak : words.lost);
  }
  if (isSpent)
    return (
      <DoorFrame {...props} title={words.welcome}>
        <p class="notice" role="alert">
          {words.linkSpent}
        </p>
        <button type="button" class="secondary" onClick={onLeave}>
          {words.toSignIn}
        </button>
      </DoorFrame>
    );
  return (
    <DoorFrame {...props} title={words.welcome}>
      <p class="soft">{words.welcomeAbout}</p>
      <form class="door-form" onSubmit={set}>
        <label>
          <span>{words.newPassword}</span>
          <input
            name="password"
            type="password"
            autocomplete="new-password"
            minLength={shortestPassword}
            required
          />
          <small>{words.passwordRule.replace('{length}', String(shortestPassword))}</small>
        </label>
        <label>
          <span>{words.passwordAgain}</span>
          <input name="again" type="password" autocomplete="new-password" required />
        </label>
        {trouble !== undefined && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
        <button type="submit" class="primary">
          {words.setPassword}
        </button>
      </form>
    </DoorFrame>
  );
}
