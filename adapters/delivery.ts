/** What every platform has in common: what it delivers, what is sent through it, and how sending may end. */
import type { Reply, Sender } from './channel.ts';

/** What a person did. Pictures and voice are told apart so that the answer can say what was not understood. */
export type Said =
  | {
      readonly kind: 'message';
      readonly text: string;
      /** A picked option: its position from 1, its value, its entry or its label. */
      readonly choice?: string | number | undefined;
      /** Personal data was taken out of it. */
      readonly masked?: true | undefined;
    }
  | { readonly kind: 'arrival' }
  | { readonly kind: 'unreadable' };

/** One person of a platform, who may be linked to an account: the company there, and the person in it. */
export interface Person {
  readonly tenant: string;
  readonly user: string;
}

/** One verified thing that a platform delivered. The same id again is the same delivery. */
export interface Delivery {
  /** Unique over all channels, such as `wecom-app:7405012345678900001`. */
  readonly id: string;
  readonly conversation: string;
  readonly sender: Sender;
  /** Who it is; absent where nothing personal may be said: what is asked for somebody else, in a group. */
  readonly person?: Person;
  /** Instant of arrival, ISO 8601 with a zone. */
  readonly at: string;
  /** Where answers go; JSON that the platform's own adapter understands. */
  readonly address: unknown;
  /** Where this person alone reads; present where others read what is said at `address`. */
  readonly privately?: unknown;
  readonly said: Said;
}

/** How an attempt ended. `failed` also when nobody knows: what may have arrived is not said twice. */
export type SendResult =
  | { readonly status: 'sent' }
  | {
      /** Certainly not sent. `after`: milliseconds, where the platform says when. */
      readonly status: 'later';
      readonly failure: string;
      readonly after?: number;
    }
  | { readonly status: 'failed'; readonly failure: string };

/** The half of an adapter that answers: draws replies as calls of its platform, and makes them. */
export interface Platform {
  /** Also the name of its queue, such as `wecom-app`. */
  readonly name: string;
  /** Calls to make, in order, each one JSON. The same replies give the same calls. */
  render(replies: readonly Reply[], address: unknown): readonly unknown[];
  /** Where the words of a human reach the person later and nobody else; absent: nowhere. */
  reach?(address: unknown): Readonly<Record<string, unknown>> | undefined;
  /** `attempts`: this one included; after the first, an earlier one may have arrived without our knowing. */
  send(sending: unknown, attempts: number): Promise<SendResult>;
}
