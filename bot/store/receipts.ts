/** Receipts of computed answers that agents pasted, by their codes. Kept whatever happens to the conversation: no facts are in them. */
import type { Access } from './tables.ts';

/** What is kept of a pasted answer. The facts themselves are not: only their hash. */
export interface KeptReceipt {
  readonly code: string;
  /** Hash of the knowledge base it was computed with. */
  readonly knowledge: string;
  readonly entry: string;
  readonly rule: string;
  /** SHA-256 of the facts that were used, hex. */
  readonly factsHash: string;
  /** Shanghai day as of which it was computed. */
  readonly asOf: string;
  readonly issuedAt: string;
  readonly issuedBy: string;
  readonly basis: ReceiptBasis;
}

/** What the answer rested on, to say later what changed. */
export interface ReceiptBasis {
  readonly answer: string;
  readonly calendar: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface Receipts {
  /** Keeps it once; the same code again changes nothing. */
  keep(receipt: KeptReceipt): Promise<void>;
  /** As it was kept; whether it is genuine is the caller's to check. */
  find(code: string): Promise<KeptReceipt | undefined>;
}

export function createReceipts({ read, write }: Access): Receipts {
  return {
    keep: (receipt) =>
      write(async (database) => {
        const { code, issuedAt } = receipt;
        const row = { code, issued_at: issuedAt, body: JSON.stringify(receipt) };
        await database
          .insertInto('receipts')
          .values(row)
          .onConflict((on) => on.doNothing())
          .execute();
      }),
    find: (code) =>
      read(async (database) => {
        const query = database.selectFrom('receipts').select('body').where('code', '=', code);
        const row = await query.executeTakeFirst();
        return row && JSON.parse(row.body);
      }),
  };
}
