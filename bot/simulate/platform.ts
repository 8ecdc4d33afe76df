/** What the simulator needs to play a platform: its signed deliveries, and its API as the server calls it. */

/** How a delivery that comes again differs from the first: marked as a retry, not marked, or as another event of the same message. */
export const repeats = ['retry', 'duplicate', 'twin'] as const;
export type Copy = 'first' | (typeof repeats)[number];

export interface SignedRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One of the messages that people write in a storm, by its number from 0. */
export interface Question {
  readonly number: number;
  readonly text: string;
}

export interface ApiCall {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** A piece of an answer that a person was shown. */
export interface Shown {
  /** Which message it answers. */
  readonly number: number;
  /** The same for the same piece: shown again, it was said twice. */
  readonly piece: string;
}

export interface SimulatedPlatform {
  readonly name: 'slack' | 'wecom';
  /** What the server needs in its environment, with our stand-in for the platform's API at `url`. */
  settings(url: string): Readonly<Record<string, string>>;
  /** The platform's check of the address, and the text that must come back. `now`: seconds since 1970. */
  check(now: number): { readonly request: SignedRequest; readonly answer: string };
  /** Something that makes the server call the API at once: whoever is called then is its platform. */
  knock(now: number): SignedRequest;
  deliver(question: Question, copy: Copy, now: number): SignedRequest;
  /** What an acknowledgement itself tells the person. */
  readAcknowledgement(question: Question, body: string): Shown | undefined;
  /** Answers a call of the server. */
  callApi(call: ApiCall): { readonly json: object; readonly shown?: Shown };
}
