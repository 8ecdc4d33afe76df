/** Who is in front of the console: nobody yet, or an agent with a workbench. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Me } from '../console-api.ts';
import { NewPassword } from './account/new-password.tsx';
import { SignIn } from './account/sign-in.tsx';
import { takeWelcome } from './account/welcome.ts';
import { createApi } from './api.ts';
import { createCall } from './calls.ts';
import { ConsoleProvider } from './context.ts';
import { Frame } from './frame.tsx';
import { dressPage, keepPreferences, type Preferences } from './preferences.ts';
import { words as allWords } from './words.ts';

/** `unknown` until the server has said who it is. */
type Presence = 'unknown' | 'signed out' | 'signed in';

export function App({ first }: { readonly first: Preferences }) {
  const [preferences, setPreferences] = useState(first);
  const [me, setMe] = useState<Me>();
  const [presence, setPresence] = useState<Presence>('unknown');
  const [welcome, setWelcome] = useState(() => takeWelcome(location, history));
  const words = allWords[preferences.locale];
  const leave = () => setPresence('signed out');
  const api = useMemo(
    () => createApi(createCall({ fetch: (input, init) => fetch(input, init), onSignedOut: leave })),
    [],
  );

  function enter(agent: Me): void {
    setMe(agent);
    setWelcome(undefined);
    setPresence('signed in');
  }
  function prefer(change: Partial<Preferences>): void {
    const chosen = { ...preferences, ...change };
    setPreferences(chosen);
    keepPreferences(() => localStorage, chosen);
    dressPage(document.documentElement, chosen);
  }
  useEffect(() => {
    if (welcome !== undefined) return;
    api.me().then((outcome) => (outcome.status === 'ok' ? enter(outcome.value) : leave()));
  }, []);
  const door = { api, words, preferences, prefer, onEnter: enter };
  if (welcome !== undefined)
    return <NewPassword {...door} token={welcome} onLeave={() => setWelcome(undefined)} />;
  return (
    <>
      {me && (
        <ConsoleProvider value={{ api, words, me, setMe, preferences, prefer, onSignedOut: leave }}>
          <div class="inside" inert={presence !== 'signed in'}>
            <Frame key={me.name} isPresent={presence === 'signed in'} />
          </div>
        </ConsoleProvider>
      )}
      {(presence === 'signed out' || (presence === 'unknown' && welcome !== undefined)) && (
        <SignIn {...door} isBack={me !== undefined} />
      )}
    </>
  );
}
