/** The name under which the link of a person is kept: one person of one company on one platform. */
import type { Person } from '../../adapters/delivery.ts';

/** A person with the channel, as an offered link has it. */
export interface ChannelPerson extends Person {
  readonly channel: string;
}

/** Such as `slack:T1:U1`; no two people have the same. */
export const personKey = ({ channel, tenant, user }: ChannelPerson): string =>
  [channel, tenant, user].map(encodeURIComponent).join(':');
