/** What every part of the console can reach: the server, the words, who is signed in, and how they like it. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Me } from '../console-api.ts';
import type { Api } from './api.ts';
import type { Preferences } from './preferences.ts';
import type { Words } from './words.ts';

export interface Console {
  readonly api: Api;
  readonly words: Words;
  readonly me: Me;
  readonly setMe: (me: Me) => void;
  readonly preferences: Preferences;
  readonly prefer: (change: Partial<Preferences>) => void;
  readonly onSignedOut: () => void;
}

const ConsoleContext = createContext<Console | undefined>(undefined);

export const ConsoleProvider = ConsoleContext.Provider;

/** Only within a ConsoleProvider. */
export function useConsole(): Console {
  const context = useContext(ConsoleContext);
  if (!context) throw new Error('useConsole stands outside of ConsoleProvider; wrap it in one');
  return context;
}
