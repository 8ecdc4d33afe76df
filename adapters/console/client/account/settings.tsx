/** An agent's own things: name, greeting and closing, how the console looks, and the way out. */
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { fillTemplate } from '../reply/compose.ts';
import { AgentList, AuditList } from './administration.tsx';
import { ChangePassword } from './change-password.tsx';
import { LanguageSwitch } from './door.tsx';

export function Settings() {
  const { words, me, api, onSignedOut } = useConsole();
  async function leave(everywhere: boolean): Promise<void> {
    await (everywhere ? api.signOutEverywhere() : api.signOut());
    onSignedOut();
  }
  return (
    <main class="narrow settings">
      <h1>{words.settings}</h1>
      <MannerForm />
      <Looks />
      <section>
        <h2>{words.session}</h2>
        <p class="soft">
          {me.name} · {words.roles[me.role]}
        </p>
        <ChangePassword />
        <div class="buttons">
          <button type="button" class="secondary" onClick={() => leave(false)}>
            {words.signOut}
          </button>
          <button type="button" class="plain" onClick={() => leave(true)}>
            {words.signOutEverywhere}
          </button>
        </div>
      </section>
      {me.role === 'admin' && (
        <>
          <AgentList />
          <AuditList />
        </>
      )}
    </main>
  );
}

function MannerForm() {
  const { words, me, setMe, api } = useConsole();
  const [manner, setManner] = useState({
    displayName: me.displayName,
    greeting: me.greeting,
    closing: me.closing,
  });
  const [state, setState] = useState<'open' | 'saved' | 'failed'>('open');
  async function save(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const outcome = await api.saveMe(manner);
    setState(outcome.status === 'ok' ? 'saved' : 'failed');
    if (outcome.status === 'ok') setMe(outcome.value);
  }
  const write = (change: Partial<typeof manner>) => {
    setManner({ ...manner, ...change });
    setState('open');
  };
  return (
    <section>
      <h2>{words.manner}</h2>
      <form onSubmit={save}>
        <label class="line">
          <span>{words.displayName}</span>
          <input
            value={manner.displayName}
            maxLength={40}
            required
            onInput={(event) => write({ displayName: event.currentTarget.value })}
          />
        </label>
        {(['greeting', 'closing'] as const).map((which) => (
          <label class="line" key={which}>
            <span>{words[which]}</span>
            <textarea
              rows={2}
              maxLength={500}
              value={manner[which]}
              onInput={(event) => write({ [which]: event.currentTarget.value })}
            />
            <small>
              {words.shownAs}
              {fillTemplate(manner[which], manner.displayName) || '—'}
            </small>
          </label>
        ))}
        <p class="soft">{words.mannerAbout}</p>
        <div class="buttons">
          <button type="submit" class="primary">
            {words.save}
          </button>
          <p role="status" class={state === 'failed' ? 'trouble' : 'done'}>
            {state === 'saved' ? words.saved : state === 'failed' ? words.notSent : ''}
          </p>
        </div>
      </form>
    </section>
  );
}

function Looks() {
  const { words, preferences, prefer } = useConsole();
  return (
    <section>
      <h2>{words.looks}</h2>
      <fieldset class="radios">
        <legend>{words.theme}</legend>
        {(['system', 'light', 'dark'] as const).map((theme) => (
          <label key={theme}>
            <input
              type="radio"
              name="theme"
              checked={preferences.theme === theme}
              onChange={() => prefer({ theme })}
            />
            {words.themes[theme]}
          </label>
        ))}
      </fieldset>
      <LanguageSwitch {...{ words, preferences, prefer }} />
      <label class="toggle">
        <input
          type="checkbox"
          checked={preferences.singleKeys}
          onChange={(event) => prefer({ singleKeys: event.currentTarget.checked })}
        />
        {words.singleKeys}
      </label>
    </section>
  );
}
