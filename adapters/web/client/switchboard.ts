/** The one function on the host's page, `dawen('open')` or `dawen('billing.open')`: brings a call to its widget, or keeps it until that has loaded. */

export type Command = (...parameters: unknown[]) => void;
export type Commands = Readonly<Record<string, Command>>;

export interface Dawen {
  (command: string, ...parameters: unknown[]): void;
  /** Calls that wait; a page's own snippet makes this array before the script is there. */
  q?: ArrayLike<unknown>[];
  /** Adds a widget and gives it the calls that waited for it. False, and nothing done, where one of that name is. */
  connect?(name: string, create: () => Commands): boolean;
}

const firstName = 'dawen';

/** The switchboard of the page: the one that another copy of this script has put there, or a new one. */
export function switchboard(there: Dawen | undefined): Dawen {
  if (there?.connect) return there;
  const widgets = new Map<string, Commands>();
  const dawen: Dawen = (...call) => {
    if (!pass(call)) dawen.q?.push(call);
  };
  /** False while the widget that is meant has not loaded. */
  function pass(call: ArrayLike<unknown>): boolean {
    const [command, ...parameters] = Array.from(call);
    const [, name = firstName, verb = ''] = /^(?:(.*)\.)?(.*)$/s.exec(String(command)) ?? [];
    const widget = widgets.get(name);
    if (widget && Object.hasOwn(widget, verb)) widget[verb]?.(...parameters);
    return widget !== undefined;
  }
  dawen.q = Array.from(there?.q ?? []);
  dawen.connect = (name, create) => {
    if (widgets.has(name)) return false;
    widgets.set(name, create());
    const waiting = dawen.q ?? [];
    dawen.q = waiting.filter((call) => !pass(call));
    return true;
  };
  return dawen;
}
