/** Errors of the HTTP face: RFC 9457 problem details with a stable code, and nothing of our insides. */
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Log } from '../log.ts';

/** What each code means; `status` is the HTTP status, `title` never changes for a code. */
export const problems = {
  body_not_json: { status: 400, title: 'The body is not valid JSON' },
  body_forbidden_key: { status: 400, title: 'The body holds a key that is never allowed' },
  body_too_deep: { status: 400, title: 'The body is nested too deeply' },
  body_shape: { status: 400, title: 'The body has not the expected shape' },
  query_invalid: { status: 400, title: 'The query is not valid' },
  request_invalid: { status: 400, title: 'The request is not valid' },
  session_required: { status: 401, title: 'A valid session token is needed' },
  identity_refused: { status: 401, title: 'The identity token was not accepted' },
  sign_in_required: { status: 401, title: 'Sign in first' },
  sign_in_refused: { status: 401, title: 'Name or password is not right' },
  account_required: { status: 403, title: 'Only who is signed in to an account may link it' },
  role_required: { status: 403, title: 'Your role does not allow this' },
  origin_refused: { status: 403, title: 'This origin is not allowed' },
  not_found: { status: 404, title: 'There is nothing here' },
  conversation_not_found: { status: 404, title: 'There is no such conversation' },
  message_not_found: { status: 404, title: 'There is no such message' },
  entry_not_found: { status: 404, title: 'There is no such entry' },
  receipt_not_found: { status: 404, title: 'There is no such receipt' },
  handoff_not_found: { status: 404, title: 'There is no such conversation at the desk' },
  rule_not_found: { status: 404, title: 'There is no such rule' },
  links_off: { status: 404, title: 'Accounts are not linked here: LINK_SIGN_IN_URL is not set' },
  method_not_allowed: { status: 405, title: 'This method is not allowed here' },
  message_conflict: { status: 409, title: 'This clientMessageId was used for another message' },
  handoff_taken: { status: 409, title: 'Another agent has this conversation' },
  handoff_unclaimed: { status: 409, title: 'Take the conversation over first' },
  handoff_closed: { status: 409, title: 'This handoff is closed' },
  receipt_altered: { status: 409, title: 'The receipt does not match its code' },
  link_spent: { status: 410, title: 'This link was used already, or is too old' },
  body_too_large: { status: 413, title: 'The body is too large' },
  content_type: { status: 415, title: 'The body must be application/json in UTF-8, not compressed' },
  value_invalid: { status: 422, title: 'A value is not acceptable' },
  text_too_long: { status: 422, title: 'The text is longer than 4,000 characters' },
  nothing_computed: { status: 422, title: 'These facts give no result to vouch for' },
  facts_invalid: { status: 422, title: 'Some facts are not acceptable' },
  rate_limited: { status: 429, title: 'Too many requests' },
  streams_full: { status: 429, title: 'Too many event streams are open' },
  sign_in_locked: { status: 429, title: 'Too many sign-ins failed' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  receipts_off: { status: 501, title: 'Receipts are off: RECEIPT_KEY is not set' },
  overloaded: { status: 503, title: 'Too much is asked at once; ask again in a moment' },
  store_unavailable: { status: 503, title: 'The store is not available' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemCode = keyof typeof problems;

/** Thrown by a handler to end a request; `detail` and `more` are for the caller to read. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, detail?: string, more: Readonly<Record<string, unknown>> = {}) {
    super(detail ?? problems[code].title);
    this.code = code;
    this.more = more;
  }
}

function send(response: Response, problem: Problem): void {
  const { status, title } = problems[problem.code];
  const detail = problem.message === title ? {} : { detail: problem.message };
  if (status === 401)
    response.setHeader('WWW-Authenticate', problem.code.startsWith('sign_in') ? 'Cookie' : 'Bearer');
  if (problem.more.retryAfter !== undefined)
    response.setHeader('Retry-After', String(problem.more.retryAfter));
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:dawen:problem:${problem.code}`,
        title,
        status,
        code: problem.code,
        ...detail,
        ...problem.more,
      }),
    );
}

/** For paths that nobody serves. */
export const unknownRoute: RequestHandler = () => {
  throw new Problem('not_found');
};

/** For the methods that a path does not know; `methods` are those it does. */
export function onlyMethods(...methods: readonly string[]): RequestHandler {
  return (_request, response) => {
    response.setHeader('Allow', methods.join(', '));
    throw new Problem('method_not_allowed', `Allowed: ${methods.join(', ')}`);
  };
}

/** The last handler: turns whatever was thrown into a problem, and logs what is a fault of ours. */
export function createProblemHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const problem = toProblem(error);
    // shed calls are counted in the metrics: a line for each would be work where there is too much of it
    if (problems[problem.code].status >= 500 && problem.code !== 'overloaded') {
      log.error(
        { requestId: response.locals.requestId, code: codeOf(error), err: faultOf(error) },
        'request failed',
      );
    }
    if (response.headersSent) response.destroy();
    else send(response, problem);
  };
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : 'UNKNOWN';
}

/** Name and place of a fault; its message may hold what a person wrote. */
function faultOf(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  return {
    name: error.name,
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 8),
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code = String(codeOf(error));
  if (code === 'MESSAGE_CONFLICT') return new Problem('message_conflict');
  if (code === 'PASSWORDS_BUSY') return new Problem('rate_limited', undefined, { retryAfter: 1 });
  if (code.startsWith('STORE_')) return new Problem('store_unavailable', undefined, { retryAfter: 5 });
  return fromParser(error) ?? new Problem('internal');
}

/** Errors of Express and its body parser carry a `type` or a 4xx `status`. */
function fromParser(error: unknown): Problem | undefined {
  const { type, status, limit } = (typeof error === 'object' && error !== null ? error : {}) as {
    type?: unknown;
    status?: unknown;
    limit?: unknown;
  };
  if (type === 'entity.too.large')
    return new Problem('body_too_large', `The limit is ${Math.floor(Number(limit) / 1024)} KB`);
  if (type === 'entity.parse.failed') return new Problem('body_not_json');
  if (type === 'charset.unsupported' || type === 'encoding.unsupported') return new Problem('content_type');
  return typeof status === 'number' && status >= 400 && status < 500
    ? new Problem('request_invalid')
    : undefined;
}
