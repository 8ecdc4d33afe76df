/** What agents call a channel; one that this page has no word for goes by its own name. */
export const channelName = (channel: string, names: Readonly<Record<string, string>>): string =>
  names[channel] ?? channel;
