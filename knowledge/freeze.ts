/** Makes a value unchangeable, however deep: nobody may alter what was checked. */

/** Freezes objects, lists and maps in place and gives the same value back. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) closeMap(value);
  Object.freeze(value);
  const parts = value instanceof Map ? [...value.values()] : Object.values(value);
  for (const part of parts) deepFreeze(part);
  return value;
}

/** Freezing a map's object leaves its content open, so the ways to change it are closed one by one. */
function closeMap(map: Map<unknown, unknown>): void {
  const refuse = () => {
    throw new TypeError('the knowledge base cannot be changed; change its files and load it again');
  };
  Object.assign(map, { set: refuse, delete: refuse, clear: refuse });
}
