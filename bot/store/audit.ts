/** Who did what, and when: sign-ins and changes. Lines are added, never changed. */
import { randomUUID } from 'node:crypto';
import type { Access, Tables } from './tables.ts';

export interface AuditEvent {
  readonly at: string;
  /** Name of the agent, or of the command. */
  readonly actor: string;
  /** A stable word such as `sign_in.refused`. */
  readonly action: string;
  /** What it was done to. */
  readonly subject?: string;
  /** More, without secrets and without what customers wrote. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface AuditLog {
  note(event: AuditEvent): Promise<void>;
  /** The newest first, those before `before` when it is given. */
  list(page: { readonly limit: number; readonly before?: string }): Promise<AuditEvent[]>;
}

export function createAuditLog({ read, write }: Access): AuditLog {
  return {
    note: ({ subject = null, detail, ...event }) =>
      write(async (database) => {
        const row = { id: randomUUID(), ...event, subject, detail: detail ? JSON.stringify(detail) : null };
        await database.insertInto('audit').values(row).execute();
      }),
    list: ({ limit, before }) =>
      read(async (database) => {
        const query = database
          .selectFrom('audit')
          .selectAll()
          .orderBy('at', 'desc')
          .orderBy('id')
          .limit(limit);
        const rows = await (before === undefined ? query : query.where('at', '<', before)).execute();
        return rows.map(fromRow);
      }),
  };
}

function fromRow({ id: _, subject, detail, ...event }: Tables['audit']): AuditEvent {
  return {
    ...event,
    ...(subject !== null && { subject }),
    ...(detail !== null && { detail: JSON.parse(detail) }),
  };
}
