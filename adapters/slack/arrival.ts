/** What a request of Slack asks of us, once it is verified and read. */
import type { Place } from './place.ts';

/** What somebody says, for the assistant to answer. */
export interface Said {
  readonly kind: 'said';
  /** The platform's id: the same again is the same message. */
  readonly id: string;
  readonly place: Place;
  readonly text: string;
  /** An option that was clicked: its entry or value. */
  readonly choice?: string;
  /** Somebody else's words: not a case of the person who asks. */
  readonly isQuoted?: true;
  /** Came with a file and without a word. */
  readonly isWordless?: boolean;
  /** False in a thread where nobody called us: then it is ours only if we were called there before. */
  readonly isAddressed: boolean;
}

/** A person opened the assistant's panel or the messages tab. */
export interface Opened {
  readonly kind: 'opened';
  readonly id: string;
  readonly place: Place;
  /** Only the older assistant panel has a thread of its own to put the suggestions under. */
  readonly panel: boolean;
}

/** A thumb under an answer. */
export interface Rated {
  readonly kind: 'rated';
  readonly place: Place;
  readonly messageId: string;
  readonly rating: 'up' | 'down';
}

/** "Share in channel" under an answer that only one person sees. */
export interface Shared {
  readonly kind: 'shared';
  readonly id: string;
  readonly place: Place;
  readonly entry: string;
}

/** The home tab was opened, searched, or an entry was picked there. */
export interface AtHome {
  readonly kind: 'home';
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly query?: string;
  readonly entry?: string;
}

/** The shortcut that asks for a form to put a question into; the trigger is good for three seconds. */
export interface FormWanted {
  readonly kind: 'form';
  readonly trigger: string;
}

export type Arrival =
  | Said
  | Opened
  | Rated
  | Shared
  | AtHome
  | FormWanted
  | { readonly kind: 'challenge'; readonly challenge: string }
  /** The form was sent with a fault; Slack shows these words at the field. */
  | { readonly kind: 'form-fault'; readonly block: string }
  /** Not for us: our own messages, other bots, edits, deletions, probes. */
  | { readonly kind: 'nothing'; readonly why: string }
  /** Not what Slack sends. */
  | { readonly kind: 'malformed' };

export const nothing = (why: string): Arrival => ({ kind: 'nothing', why });
export const malformed: Arrival = { kind: 'malformed' };
