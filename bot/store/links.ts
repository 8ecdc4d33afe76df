/** People of a platform who are linked to an account, and the one-time links that were offered to them. */
import { enqueue, type OutboxMessage } from './outbox.ts';
import type { Access, Database } from './tables.ts';

export interface Link {
  /** One person of one platform and company, such as `slack:T1:U1`. */
  readonly person: string;
  readonly account: string;
  readonly linkedAt: string;
}

export interface LinkOffer {
  readonly person: string;
  /** What whoever offered it wants to know again: JSON. */
  readonly about: unknown;
}

export interface Acceptance {
  readonly tokenHash: string;
  readonly account: string;
  readonly at: string;
  /** What is sent with it, or not at all. */
  readonly tell: (offer: LinkOffer) => readonly OutboxMessage[];
}

export interface Links {
  /** The account of a person. */
  find(person: string): Promise<string | undefined>;
  /** All of them, or those of one account; the oldest first. */
  list(account?: string): Promise<Link[]>;
  /** False when there is no such link. Offers of the person end as well. */
  remove(person: string): Promise<boolean>;
  /** `ttl`: milliseconds. */
  offer(offer: LinkOffer & { readonly tokenHash: string; readonly ttl: number }): Promise<void>;
  /** What a token stands for; undefined once it is used or too old. */
  look(tokenHash: string): Promise<LinkOffer | undefined>;
  /** Links the person to the account, in the place of a former one, and ends all offers of the person; once a token. */
  accept(acceptance: Acceptance): Promise<LinkOffer | undefined>;
}

export function createLinks(access: Access): Links {
  const { read, write } = access;
  return {
    find: (person) =>
      read(async (database) => {
        const query = database.selectFrom('links').select('account').where('person', '=', person);
        return (await query.executeTakeFirst())?.account;
      }),
    list: (account) =>
      read(async (database) => {
        const all = database.selectFrom('links').selectAll().orderBy('linked_at').orderBy('person');
        const query = account === undefined ? all : all.where('account', '=', account);
        return (await query.execute()).map(({ linked_at: linkedAt, ...link }) => ({ ...link, linkedAt }));
      }),
    remove: (person) =>
      write(async (database) => {
        await database.deleteFrom('link_offers').where('person', '=', person).execute();
        const gone = await database.deleteFrom('links').where('person', '=', person).executeTakeFirst();
        return gone.numDeletedRows > 0n;
      }),
    offer: ({ person, about, tokenHash, ttl }) =>
      write(async (database) => {
        const row = { token_hash: tokenHash, person, about: JSON.stringify(about ?? null) };
        await database
          .insertInto('link_offers')
          .values({ ...row, expires_at: access.instant(ttl) })
          .execute();
      }),
    look: (tokenHash) => read((database) => findOffer(database, tokenHash, access)),
    accept: (acceptance) => write((database) => accept(database, acceptance, access)),
  };
}

async function findOffer(
  database: Database,
  tokenHash: string,
  { instant }: Pick<Access, 'instant'>,
): Promise<LinkOffer | undefined> {
  const query = database.selectFrom('link_offers').select(['person', 'about']);
  const open = query.where('token_hash', '=', tokenHash).where('expires_at', '>', instant());
  const row = await open.executeTakeFirst();
  return row && { person: row.person, about: JSON.parse(row.about) };
}

async function accept(
  database: Database,
  { tokenHash, account, at, tell }: Acceptance,
  access: Access,
): Promise<LinkOffer | undefined> {
  const offer = await findOffer(database, tokenHash, access);
  if (!offer) return undefined;
  const mine = database.deleteFrom('link_offers').where('token_hash', '=', tokenHash);
  // of two at once one finds it gone
  if ((await mine.executeTakeFirst()).numDeletedRows !== 1n) return undefined;
  const { person } = offer;
  await database.deleteFrom('link_offers').where('person', '=', person).execute();
  const link = { account, linked_at: at };
  const insert = database.insertInto('links').values({ person, ...link });
  await insert.onConflict((on) => on.column('person').doUpdateSet(link)).execute();
  for (const message of tell(offer)) await enqueue(database, message, access);
  return offer;
}
