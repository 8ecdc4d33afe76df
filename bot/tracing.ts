/**
 * OpenTelemetry traces, where OTEL_EXPORTER_OTLP_ENDPOINT says where they go; the SDK is loaded only then.
 * Spans carry names of routes, steps and channels, and never what anybody said or who it was.
 */
import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';

export interface Tracing {
  /** A span around each call of HTTP. */
  readonly requests: RequestHandler;
  /** The same object, with a span around each of its methods that may wait: `store.saveTurn`. */
  methods<T extends object>(name: string, traced: T): T;
  /** Sends what is left. */
  stop(): Promise<void>;
}

/** Starts the SDK, which reads the other OTEL_ variables itself. `version` is that of the program. */
export async function openTracing(version: string): Promise<Tracing> {
  const { NodeSDK, resources } = await import('@opentelemetry/sdk-node');
  const sdk = new NodeSDK({
    resource: resources.resourceFromAttributes({ 'service.name': 'dawen', 'service.version': version }),
    // of the machine and the command line nothing is sent; OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES are read
    resourceDetectors: [resources.envDetector],
    ...{ instrumentations: [], metricReaders: [], logRecordProcessors: [] },
  });
  sdk.start();
  return { requests: traceRequest, methods: traceMethods, stop: () => sdk.shutdown().catch(() => undefined) };
}

const tracer = () => trace.getTracer('dawen');

const traceRequest: RequestHandler = (request, response, next) => {
  tracer().startActiveSpan(request.method, { kind: SpanKind.SERVER }, (span) => {
    response.once('close', () => {
      const route: unknown = request.route?.path;
      if (typeof route === 'string')
        span.updateName(`${request.method} ${route}`).setAttribute('http.route', route);
      span.setAttributes({
        'http.request.method': request.method,
        'http.response.status_code': response.statusCode,
      });
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    next();
  });
};

function traceMethods<T extends object>(name: string, traced: T): T {
  return new Proxy(traced, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof value !== 'function' || typeof key !== 'string') return value;
      return (...given: readonly unknown[]) =>
        inSpan(`${name}.${key}`, channelOf(given[0]), () => Reflect.apply(value, target, given));
    },
  });
}

/** Of what a method is given, the channel alone may be told. */
function channelOf(given: unknown): Attributes {
  const isMessage = typeof given === 'object' && given !== null && 'channel' in given && 'sender' in given;
  return isMessage ? { 'dawen.channel': String(given.channel) } : {};
}

function inSpan<T>(name: string, attributes: Attributes, work: () => T): T {
  return tracer().startActiveSpan(name, { attributes }, (span) => {
    try {
      const done = work();
      if (!(done instanceof Promise)) {
        span.end();
        return done;
      }
      done.then(
        () => span.end(),
        (error) => fail(span, error),
      );
      return done;
    } catch (error) {
      fail(span, error);
      throw error;
    }
  });
}

/** The message of an error may hold what a person wrote; its name does not. */
function fail(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
  span.end();
}
