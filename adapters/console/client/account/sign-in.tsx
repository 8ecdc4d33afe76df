/** Name and password, or the company's own sign-in where it is configured. */
import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Outcome } from '../calls.ts';
import type { Words } from '../words.ts';
import { DoorFrame, type DoorProps } from './door.tsx';
import { takeRefusal } from './welcome.ts';

interface SignInProps extends DoorProps {
  /** The session ended while somebody was at work. */
  readonly isBack: boolean;
}

export function SignIn(props: SignInProps) {
  const { api, words, onEnter, isBack } = props;
  const [trouble, setTrouble] = useState(() => oidcTrouble(takeRefusal(location, history), words));
  const [isBusy, setBusy] = useState(false);
  const [hasOidc, setOidc] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => name.current?.focus(), []);
  useEffect(() => {
    api.ways().then((outcome) => setOidc(outcome.status === 'ok' && outcome.value.oidc));
  }, []);

  async function signIn(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const said = new FormData(form);
    setBusy(true);
    const outcome = await api.signIn(String(said.get('name')).trim(), String(said.get('password')));
    setBusy(false);
    if (outcome.status === 'ok') {
      onEnter(outcome.value);
      return;
    }
    setTrouble(sayTrouble(outcome, words));
    const password = form.elements.namedItem('password');
    if (password instanceof HTMLInputElement) {
      password.value = '';
      password.focus();
    }
  }
  return (
    <DoorFrame {...props} title={words.signIn}>
      {isBack && <p class="notice">{words.sessionEnded}</p>}
      <form class="door-form" onSubmit={signIn}>
        <label>
          <span>{words.agentName}</span>
          <input
            ref={name}
            name="name"
            autocomplete="username"
            autocapitalize="off"
            spellcheck={false}
            required
          />
        </label>
        <label>
          <span>{words.password}</span>
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        {trouble !== undefined && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
        <button type="submit" class="primary" disabled={isBusy}>
          {words.signIn}
        </button>
      </form>
      {hasOidc && (
        <p class="or">
          <span>{words.or}</span>
          <a class="secondary" href="/console/oidc/start">
            {words.signInCompany}
          </a>
        </p>
      )}
    </DoorFrame>
  );
}

function sayTrouble(outcome: Outcome<unknown>, words: Words): string {
  if (outcome.status === 'limited') {
    const minutes = Math.ceil(outcome.seconds / 60);
    return words.lockedOut.replace('{minutes}', String(minutes));
  }
  return outcome.status === 'lost' ? words.lost : words.wrongPassword;
}

const oidcTrouble = (refusal: string | undefined, words: Words): string | undefined =>
  refusal === undefined ? undefined : refusal === 'refused' ? words.companyRefused : words.companyFailed;
