/** A signed-in agent takes another password; every session ends with the old one. */
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { shortestPassword } from './new-password.tsx';

export function ChangePassword() {
  const { words, api, me, onSignedOut } = useConsole();
  const [trouble, setTrouble] = useState<string>();
  async function change(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const outcome = await api.changePassword(String(said.get('current')), String(said.get('password')));
    if (outcome.status === 'ok') onSignedOut();
    else if (outcome.status !== 'refused') setTrouble(words.lost);
    else setTrouble(outcome.http === 401 ? words.wrongCurrent : words.passwordWeak);
  }
  return (
    <details>
      <summary>{words.changePassword}</summary>
      <form onSubmit={change}>
        <input type="text" name="username" autocomplete="username" value={me.name} hidden readOnly />
        <label class="line">
          <span>{words.currentPassword}</span>
          <input name="current" type="password" autocomplete="current-password" required />
        </label>
        <label class="line">
          <span>{words.newPassword}</span>
          <input
            name="password"
            type="password"
            autocomplete="new-password"
            minLength={shortestPassword}
            required
          />
          <small>{words.passwordChangeAbout}</small>
        </label>
        {trouble !== undefined && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
        <button type="submit" class="secondary">
          {words.change}
        </button>
      </form>
    </details>
  );
}
