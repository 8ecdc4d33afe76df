/** The lines of the result list, whatever they are: a filled form, short commands, a receipt's code, entries. */
import type { Hit, SearchResult } from '../../console-api.ts';
import { readReceiptCode } from './pasted-text.ts';

type Command = NonNullable<SearchResult['command']>;
type Named = NonNullable<SearchResult['commands']>[number];

export type Row =
  | { readonly kind: 'form'; readonly key: string; readonly command: Command }
  | { readonly kind: 'command'; readonly key: string; readonly named: Named }
  | { readonly kind: 'receipt'; readonly key: string; readonly code: string }
  | { readonly kind: 'hit'; readonly key: string; readonly hit: Hit };

export function rowsOf(query: string, result: SearchResult | undefined): Row[] {
  const code = readReceiptCode(query);
  if (code !== undefined) return [{ kind: 'receipt', key: code, code }];
  if (!result || query.trim() === '') return [];
  const { command, commands = [], hits } = result;
  const named = command ? [] : commands;
  return [
    ...(command ? [{ kind: 'form', key: `/${command.form.rule}`, command } as const] : []),
    ...named.map((one) => ({ kind: 'command', key: one.rule, named: one }) as const),
    ...(commands.length > 0 && named.length > 0
      ? []
      : hits.map((hit) => ({ kind: 'hit', key: hit.entry, hit }) as const)),
  ];
}

/** The entry that a row opens. */
export function entryOfRow(row: Row | undefined): string | undefined {
  if (row?.kind === 'hit') return row.hit.entry;
  return row?.kind === 'form' ? row.command.form.entry : undefined;
}
