/** Copies the reply: receipts first, then the text in its form, piece by piece where it comes in pieces. */
import { useEffect, useState } from 'preact/hooks';
import type { Rendered } from '../../console-api.ts';
import type { RuleCall } from '../api.ts';
import { useConsole } from '../context.ts';
import { clipboardData, type Format, typesOf, writeClipboard } from './clipboard.ts';
import { receiptLine, withFooter } from './footer.ts';

export interface Copied {
  readonly format: Format;
  readonly status: 'done' | 'failed';
  /** Which piece of how many. */
  readonly piece: number;
  readonly pieces: number;
  /** A receipt was wanted and could not be had. */
  readonly lacksReceipt: boolean;
}

export interface Copying {
  readonly copy: (format: Format) => void;
  readonly copied: Copied | undefined;
  /** Codes of the receipts that were given out, by the call that each vouches for. */
  readonly codes: ReadonlyMap<string, string>;
}

export interface ToCopy {
  readonly text: string;
  readonly sources: string;
  /** Results that a receipt is wanted for. */
  readonly calls: readonly RuleCall[];
}

export function useCopying({ text, sources, calls }: ToCopy): Copying {
  const { api, prefer } = useConsole();
  const [copied, setCopied] = useState<Copied>();
  const [codes, setCodes] = useState<ReadonlyMap<string, string>>(new Map());
  const content = JSON.stringify([text, sources, calls]);
  useEffect(() => setCopied(undefined), [content]);

  async function findCodes(): Promise<ReadonlyMap<string, string>> {
    const found = new Map(codes);
    for (const call of calls) {
      const key = JSON.stringify(call);
      if (found.has(key)) continue;
      const outcome = await api.issueReceipt(call);
      if (outcome.status === 'ok') found.set(key, outcome.value.code);
      // a server without receipts is asked for one once
      if (outcome.status === 'refused' && outcome.code === 'receipts_off') prefer({ withReceipt: false });
    }
    setCodes(found);
    return found;
  }
  async function prepare(): Promise<{ rendered: Rendered; lacksReceipt: boolean }> {
    const found = await findCodes();
    const issued = calls.flatMap((call) => found.get(JSON.stringify(call)) ?? []);
    const outcome = await api.render(withFooter(text, [sources, receiptLine(issued)]));
    if (outcome.status !== 'ok') throw new Error('the server did not render the reply');
    return { rendered: outcome.value, lacksReceipt: issued.length < calls.length };
  }
  async function copyNow(format: Format): Promise<void> {
    const isNext = copied?.format === format && copied.status === 'done' && copied.piece + 1 < copied.pieces;
    const piece = isNext ? copied.piece + 1 : 0;
    const made = prepare();
    try {
      await writeClipboard(
        typesOf(format),
        made.then(({ rendered }) => clipboardData(format, rendered, piece)),
      );
      const { rendered, lacksReceipt } = await made;
      const pieces = format === 'wecom' ? rendered.wecom.length : 1;
      setCopied({ format, status: 'done', piece, pieces, lacksReceipt });
    } catch {
      setCopied({ format, status: 'failed', piece, pieces: 1, lacksReceipt: false });
    }
  }
  return { copy: copyNow, copied, codes };
}
