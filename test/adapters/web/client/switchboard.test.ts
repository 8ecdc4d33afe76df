/** The one function on a page: every call reaches its widget, at once or when it has loaded. */
import { describe, expect, test } from 'vitest';
import { type Commands, type Dawen, switchboard } from '../../../../adapters/web/client/switchboard.ts';

function widget(name: string, heard: string[]): Commands {
  const note =
    (command: string) =>
    (...parameters: unknown[]) =>
      void heard.push([name, command, ...parameters].join(' '));
  return { open: note('open'), ask: note('ask') };
}

/** As a page's own snippet makes it. */
function queue(...calls: unknown[][]): Dawen {
  const dawen: Dawen = () => undefined;
  dawen.q = calls;
  return dawen;
}

describe('calls', () => {
  test('that were made before loading come in their order, to the widget that they name', () => {
    const heard: string[] = [];
    const dawen = switchboard(queue(['ask', 'one'], ['billing.ask', 'two'], ['open']));
    dawen.connect?.('dawen', () => widget('dawen', heard));
    expect(heard).toEqual(['dawen ask one', 'dawen open']);
    dawen('billing.open');
    dawen.connect?.('billing', () => widget('billing', heard));
    expect(heard.slice(2)).toEqual(['billing ask two', 'billing open']);
  });

  test('to a widget that is there are carried out at once', () => {
    const heard: string[] = [];
    const dawen = switchboard(undefined);
    dawen.connect?.('a.b', () => widget('a.b', heard));
    dawen('a.b.ask', 'x', 1);
    expect(heard).toEqual(['a.b ask x 1']);
  });

  test.each(['explode', 'constructor', '__proto__', 'toString', '', 'dawen.'])(
    '%j does nothing',
    (command) => {
      const heard: string[] = [];
      const dawen = switchboard(undefined);
      dawen.connect?.('dawen', () => widget('dawen', heard));
      expect(() => dawen(command, 'x')).not.toThrow();
      expect(heard).toEqual([]);
    },
  );
});

test('another copy of the script uses the switchboard that is there, and no name is taken twice', () => {
  const heard: string[] = [];
  const first = switchboard(undefined);
  expect(first.connect?.('dawen', () => widget('dawen', heard))).toBe(true);
  expect(switchboard(first)).toBe(first);
  const never = () => {
    throw new Error('not made');
  };
  expect(first.connect?.('dawen', never)).toBe(false);
});
