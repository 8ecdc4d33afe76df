/** Silence for Slack's packages: they print requests to the console; what matters of them is logged by us. */
import { LogLevel, type WebClientOptions } from '@slack/web-api';

type Logger = NonNullable<WebClientOptions['logger']>;

const silent = () => undefined;

export const quietLogger: Logger = {
  ...{ debug: silent, info: silent, warn: silent, error: silent, setLevel: silent, setName: silent },
  getLevel: () => LogLevel.ERROR,
};
