/** The console's API by the names of what an agent does. */
import type {
  AgentLine,
  Analysis,
  AuditLine,
  EntryView,
  Facts,
  FeedbackLine,
  Handoff,
  HandoffView,
  Me,
  Receipt,
  Rendered,
  RuleAnswer,
  SearchResult,
  SignInWays,
  Unanswered,
} from '../console-api.ts';
import type { Call } from './calls.ts';

/** A rule asked for one entry. Without `asOf` it is worked out as of today. */
export interface RuleCall {
  readonly rule: string;
  readonly entry: string;
  readonly facts: Facts;
  readonly asOf?: string;
}

export interface Mark {
  readonly entry: string;
  readonly rating: 'wrong' | 'unclear';
  readonly reason: string;
  readonly comment?: string;
}

export type Deed = 'claim' | 'release' | 'close';
export type Api = ReturnType<typeof createApi>;

export function createApi(call: Call) {
  const post = <T>(path: string, body?: unknown, signal?: AbortSignal) =>
    call<T>({ path, method: 'POST', body, signal });
  const get = <T>(path: string, signal?: AbortSignal) => call<T>({ path, signal });
  const at = encodeURIComponent;
  return {
    ...{
      ways: () => get<SignInWays>('sign-in'),
      signIn: (name: string, password: string) => post<Me>('sign-in', { name, password }),
      setPassword: (token: string, password: string) => post<Me>('password', { token, password }),
      changePassword: (current: string, password: string) => post<void>('password', { current, password }),
      signOut: () => post<void>('sign-out'),
      signOutEverywhere: () => post<void>('sign-out-everywhere'),
      me: () => get<Me>('me'),
      saveMe: (me: Pick<Me, 'displayName' | 'greeting' | 'closing'>) =>
        call<Me>({ path: 'me', method: 'PUT', body: me }),
    },
    ...{
      search: (q: string, signal: AbortSignal) => post<SearchResult>('search', { q }, signal),
      entry: (id: string, signal?: AbortSignal) => get<EntryView>(`entries/${at(id)}`, signal),
      analyze: (text: string) => post<Analysis>('analyze', { text }),
      rule: ({ rule, ...body }: RuleCall) => post<RuleAnswer>(`rules/${at(rule)}`, body),
      render: (markdown: string, signal?: AbortSignal) => post<Rendered>('render', { markdown }, signal),
      issueReceipt: (asked: RuleCall) => post<Receipt>('receipts', asked),
      receipt: (code: string) => get<Receipt>(`receipts/${at(code)}`),
    },
    ...{
      here: () => post<void>('presence'),
      handoffs: () => get<readonly Handoff[]>('handoffs'),
      handoff: (id: string) => get<HandoffView>(`handoffs/${at(id)}`),
      act: (id: string, deed: Deed) => post<Handoff>(`handoffs/${at(id)}/${deed}`),
      say: (id: string, said: { readonly text: string; readonly clientMessageId: string }) =>
        post<unknown>(`handoffs/${at(id)}/messages`, said),
    },
    ...{
      mark: (mark: Mark) => post<void>('feedback', mark),
      feedback: (entry?: string) =>
        get<readonly FeedbackLine[]>(entry === undefined ? 'feedback' : `feedback?entry=${at(entry)}`),
      unanswered: () => get<readonly Unanswered[]>('unanswered'),
      audit: () => get<readonly AuditLine[]>('audit'),
      agents: () => get<readonly AgentLine[]>('agents'),
    },
  };
}
