/** Whose account a person of a platform has: by a one-time link that they confirm while signed in, or by the company's directory. */
import { z } from 'zod';
import { toOutbox } from '../channels/outgoing.ts';
import { type Clock, toIso } from '../clock.ts';
import type { LinkingConfig } from '../config.ts';
import { type Bench, sceneFor } from '../console/bench.ts';
import { createToken, hashToken } from '../http/tokens.ts';
import type { Log } from '../log.ts';
import type { LinkOffer } from '../store/links.ts';
import type { Store } from '../store/store.ts';
import { say } from '../turn/compose.ts';
import { type ChannelPerson, personKey } from './person-key.ts';

/** The company's directory: which account a member of a platform has. */
export interface Directory {
  find(person: ChannelPerson): Promise<string | undefined>;
}

export interface LinkRequest {
  readonly person: ChannelPerson;
  /** Where the person is told afterwards: the queue's conversation, and an address that nobody else reads. */
  readonly conversation: string;
  readonly address: unknown;
  readonly locale: z.infer<typeof localeSchema>;
}

export interface Linking {
  /** Undefined for a person without an account, and while the directory cannot be asked. */
  accountOf(person: ChannelPerson): Promise<string | undefined>;
  /** The address of a new one-time link, good for ten minutes; undefined where there is no page to sign in. */
  offer(request: LinkRequest): Promise<string | undefined>;
  /** `kept`: the account is known from the directory. */
  unlink(person: ChannelPerson): Promise<'removed' | 'kept' | 'none'>;
  /** Whom a token would link; undefined when it was used or is too old. */
  look(token: string): Promise<ChannelPerson | undefined>;
  /** Links them to a verified account, and tells them in the chat. */
  accept(token: string, account: string): Promise<ChannelPerson | undefined>;
}

export interface LinkingDeps {
  readonly store: Pick<Store, 'links' | 'audit'>;
  /** Absent: no links are offered. */
  readonly config?: LinkingConfig | undefined;
  readonly directory?: Directory | undefined;
  readonly bench: () => Bench;
  readonly clock: Clock;
  readonly log: Log;
}

const lifetime = 600_000;
const localeSchema = z.enum(['zh-Hans', 'zh-Hant', 'en']);
const aboutSchema = z.object({
  person: z.object({ channel: z.string(), tenant: z.string(), user: z.string() }),
  ...{ conversation: z.string(), address: z.unknown(), locale: localeSchema },
});

export function createLinking({ store, config, directory, bench, clock, log }: LinkingDeps): Linking {
  const { links, audit } = store;

  async function lookUp(person: ChannelPerson): Promise<string | undefined> {
    try {
      return await directory?.find(person);
    } catch (error) {
      const reason = error instanceof Error && 'reason' in error ? error.reason : 'UNKNOWN';
      log.warn({ reason }, 'the directory cannot be asked: answers are general');
      return undefined;
    }
  }
  const note = (action: string) => audit.note({ at: toIso(clock()), actor: 'chat', action });

  /** Whoever did not do this must learn of it, and how to undo it. */
  function told(tokenHash: string, { about }: LinkOffer) {
    const { person, conversation, address, locale } = aboutSchema.parse(about);
    const notice = say(sceneFor(bench(), '', locale), 'notice', 'link_done');
    const reply = { ...notice, messageId: `link-${tokenHash.slice(0, 24)}` };
    return toOutbox({ channel: person.channel, conversation, address }, reply);
  }

  return {
    accountOf: async (person) => (await links.find(personKey(person))) ?? lookUp(person),
    offer: async ({ person, ...where }) => {
      if (!config) return undefined;
      const token = createToken();
      const about = { person, ...where };
      await links.offer({ person: personKey(person), about, tokenHash: hashToken(token), ttl: lifetime });
      // behind a #: a browser sends that part to nobody
      return `${config.publicUrl}/link#${token}`;
    },
    unlink: async (person) => {
      const isRemoved = await links.remove(personKey(person));
      if (isRemoved) await note('link.removed');
      if ((await lookUp(person)) !== undefined) return 'kept';
      return isRemoved ? 'removed' : 'none';
    },
    look: async (token) => {
      const offer = await links.look(hashToken(token));
      return offer && aboutSchema.parse(offer.about).person;
    },
    accept: async (token, account) => {
      const tokenHash = hashToken(token);
      const tell = (offer: LinkOffer) => told(tokenHash, offer);
      const offer = await links.accept({ tokenHash, account, at: toIso(clock()), tell });
      if (offer) await note('link.made');
      return offer && aboutSchema.parse(offer.about).person;
    },
  };
}
