/** A value that has stood still for a moment, so that what hangs on it does not get in the way of typing. */
import { useEffect, useState } from 'preact/hooks';

export function useSettled<T>(value: T, pause: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    if (value === settled) return;
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
