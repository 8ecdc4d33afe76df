/** Tells an agent who looks elsewhere that somebody waits, where the browser may. */
import type { Handoff } from '../../console-api.ts';
import { goTo } from '../view.ts';

export type Permission = NotificationPermission | 'unsupported';

export const alertPermission = (): Permission =>
  'Notification' in globalThis ? Notification.permission : 'unsupported';

export async function askForAlerts(): Promise<Permission> {
  return 'Notification' in globalThis ? Notification.requestPermission() : 'unsupported';
}

/** One notification a conversation; a click on it opens the conversation. */
export function alertAbout({ id, lastMessage }: Handoff, title: string): void {
  if (alertPermission() !== 'granted' || document.hasFocus()) return;
  try {
    const alert = new Notification(title, { body: lastMessage, tag: id });
    alert.onclick = () => {
      window.focus();
      goTo({ name: 'desk', handoff: id });
      alert.close();
    };
  } catch {
    // some phones know the permission and not the notification
  }
}
