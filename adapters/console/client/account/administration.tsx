/** What only administrators see: the accounts, and who did what. */
import type { ComponentChildren } from 'preact';
import { useConsole } from '../context.ts';
import { useLookUp } from '../use-look-up.ts';
import { When } from '../when.tsx';

export function AgentList() {
  const { api, words } = useConsole();
  const { value } = useLookUp('agents', () => api.agents());
  if (!value) return null;
  const heads = [words.agentName, words.displayName, words.role, words.state, words.lastSignIn];
  return (
    <section>
      <h2>{words.agents}</h2>
      <p class="soft">{words.agentsAbout}</p>
      <Table name={words.agents} heads={heads}>
        {value.map(({ name, displayName, role, state, lastSignInAt }) => (
          <tr key={name}>
            <td>{name}</td>
            <td>{displayName}</td>
            <td>{words.roles[role]}</td>
            <td>{words.states[state]}</td>
            <td>{lastSignInAt ? <When at={lastSignInAt} /> : '—'}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

export function AuditList() {
  const { api, words } = useConsole();
  const { value } = useLookUp('audit', () => api.audit());
  if (!value) return null;
  return (
    <section>
      <h2>{words.audit}</h2>
      <Table name={words.audit} heads={[words.at, words.actor, words.action, words.subject]}>
        {value.map(({ at, actor, action, subject }) => (
          <tr key={`${at} ${actor} ${action} ${subject}`}>
            <td>
              <When at={at} />
            </td>
            <td>{actor}</td>
            <td>
              <code>{action}</code>
            </td>
            <td>{subject ?? '—'}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

interface TableProps {
  readonly name: string;
  readonly heads: readonly string[];
  readonly children: ComponentChildren;
}

function Table({ name, heads, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="scroll" aria-label={name} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
