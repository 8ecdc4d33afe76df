/** What an agent looks things up with: the expertise of this moment and a scene in which nobody has said anything yet. */
import type { Temporal } from 'temporal-polyfill';
import type { Locale } from '../../knowledge/schema.ts';
import type { Expertise } from '../expertise/expertise.ts';
import { newConversation } from '../turn/conversation.ts';
import { type Scene, setScene } from '../turn/scene.ts';

export interface Bench {
  readonly expertise: Expertise;
  readonly now: Temporal.Instant;
}

/** A scene for one text of a customer whom the agent speaks for; no account is known. */
export function sceneFor({ expertise, now }: Bench, text = '', locale?: Locale): Scene {
  const message = {
    ...{ channel: 'console', conversation: 'console', sender: { key: 'console' }, id: 'console' },
    ...{ text, at: now.toString() },
    ...(locale !== undefined && { locale }),
  };
  const findAccount = async () => ({ status: 'none' }) as const;
  return setScene({ message, conversation: newConversation, expertise, now, findAccount });
}
