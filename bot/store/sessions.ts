/** Sessions and the identity tokens that were taken for them. */
import { createHash } from 'node:crypto';
import type { Session, Sessions } from './store.ts';
import type { Access, Tables } from './tables.ts';
import { findSession } from './turn-statements.ts';

export function createSessions({ read, write }: Access): Sessions {
  return {
    create: (session) =>
      write(async (database) => {
        await database.insertInto('sessions').values(toRow(session)).execute();
      }),
    findByToken: (tokenHash) =>
      read(async (database) => {
        const [row] = (await findSession(database, { tokenHash })).rows;
        return row && fromRow(row);
      }),
    extend: (id, expiresAt) =>
      write(async (database) => {
        await database.updateTable('sessions').set({ expires_at: expiresAt }).where('id', '=', id).execute();
      }),
    end: (id) =>
      write(async (database) => {
        await database.deleteFrom('sessions').where('id', '=', id).execute();
      }),
    claimTokenId: (jti, expiresAt) =>
      write(async (database) => {
        // hashed: a token may carry an id longer than an index takes
        const row = { id: createHash('sha256').update(jti).digest('hex'), expires_at: expiresAt };
        const insert = database
          .insertInto('token_ids')
          .values(row)
          .onConflict((on) => on.column('id').doNothing());
        return (await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
      }),
  };
}

function toRow(session: Session): Tables['sessions'] {
  return {
    id: session.id,
    token_hash: session.tokenHash,
    account: session.account ?? null,
    locale: session.locale ?? null,
    created_at: session.createdAt,
    expires_at: session.expiresAt,
  };
}

function fromRow(row: Tables['sessions']): Session {
  return {
    id: row.id,
    tokenHash: row.token_hash,
    ...(row.account !== null && { account: row.account }),
    ...(row.locale !== null && { locale: row.locale }),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
