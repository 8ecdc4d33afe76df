/** An instant in the agent's own time: minutes ago where it is fresh, else the day and the hour. */
import { useConsole } from './context.ts';

export function When({ at }: { readonly at: string }) {
  const { preferences } = useConsole();
  const instant = new Date(at);
  return (
    <time dateTime={at} title={instant.toLocaleString(preferences.locale)}>
      {sayWhen(instant, new Date(), preferences.locale)}
    </time>
  );
}

const minute = 60_000;

export function sayWhen(instant: Date, now: Date, locale: string): string {
  const minutes = Math.round((now.getTime() - instant.getTime()) / minute);
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (Math.abs(minutes) < 1) return ago.format(0, 'second');
  if (Math.abs(minutes) < 60) return ago.format(-minutes, 'minute');
  const day =
    instant.toDateString() === now.toDateString() ? {} : ({ month: 'numeric', day: 'numeric' } as const);
  return instant.toLocaleString(locale, { ...day, hour: '2-digit', minute: '2-digit' });
}
