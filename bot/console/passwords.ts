/** Passwords of agents: what one must be, and argon2id hashes of it. The only door to the hashing library. */

/** Memory in KiB and passes, as is asked of argon2id today; some 50 ms a hash. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Hashes that may wait for the processor; a flood beyond it is turned away. */
const mostWaiting = 16;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long without a hash as with one. Throws PasswordsBusy when too many wait. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

/** Too many passwords are being checked at this moment. */
export class PasswordsBusy extends Error {
  override readonly name = 'PasswordsBusy';
  readonly code = 'PASSWORDS_BUSY';
}

export function createPasswords(): Passwords {
  const work = createQueue();
  const hash = (password: string) => work(({ hash }) => hash(clean(password), cost));
  let decoy: string | undefined;
  return {
    hash,
    verify: async (known, password) => {
      // made for names that exist as well, so that the first call of all tells nothing either
      decoy ??= await hash(crypto.randomUUID());
      const against = known ?? decoy;
      const isRight = await work(({ verify }) => verify(against, clean(password)));
      return isRight && known !== undefined;
    },
  };
}

type Library = typeof import('@node-rs/argon2');

function createQueue() {
  let waiting = 0;
  return async <T>(use: (library: Library) => Promise<T>): Promise<T> => {
    if (waiting >= mostWaiting) throw new PasswordsBusy('too many passwords are being checked');
    waiting += 1;
    try {
      // loaded for the first password: the start of the server does not wait for it
      return await use(await import('@node-rs/argon2'));
    } finally {
      waiting -= 1;
    }
  };
}

/** The same character can be typed in several ways. */
const clean = (password: string) => password.normalize('NFKC');

const limits = { shortest: 12, longest: 256, fewestKinds: 5, namesFrom: 4 } as const;

/** Why a new password will not do, as a sentence for the person; undefined when it will. */
export function faultOf(password: string, name: string): string | undefined {
  const characters = [...clean(password)];
  if (characters.length < limits.shortest) return `must be at least ${limits.shortest} characters long`;
  if (characters.length > limits.longest) return `must be at most ${limits.longest} characters long`;
  if (new Set(characters).size < limits.fewestKinds)
    return `must have at least ${limits.fewestKinds} different characters`;
  const holdsName = name.length >= limits.namesFrom && clean(password).toLowerCase().includes(name);
  return holdsName ? 'must not hold the name' : undefined;
}
