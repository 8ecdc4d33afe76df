/** The page on which somebody who is signed in confirms which chat user they are; opening it does nothing by itself. */
import { render } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { createVisit, type Step, type Visit } from './visit.ts';
import { type Words, wordsFor } from './words.ts';

const { locale, words } = wordsFor(navigator.languages);
document.documentElement.lang = locale;
document.title = `${words.title} · Dawen`;

function LinkPage() {
  const [step, setStep] = useState<Step>();
  const visit = useMemo(
    () =>
      createVisit({
        fetch: (...call) => fetch(...call),
        memory: () => sessionStorage,
        createState: () =>
          Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-'),
        goTo: (url) => location.assign(url),
      }),
    [],
  );
  useEffect(() => {
    function begin(): void {
      const fragment = location.hash.slice(1);
      // neither the history nor a glance at the address shall keep it
      history.replaceState(null, '', location.pathname);
      visit.begin(fragment).then(setStep, () => setStep({ kind: 'unkept' }));
    }
    begin();
    // another link in the same tab loads nothing anew
    addEventListener('hashchange', begin);
    return () => removeEventListener('hashchange', begin);
  }, []);
  return (
    <section class="card" aria-live="polite">
      <h1>{words.title}</h1>
      {step && <StepView {...{ step, visit, words, onStep: (next) => next && setStep(next) }} />}
    </section>
  );
}

interface StepProps {
  readonly step: Step;
  readonly visit: Visit;
  readonly words: Words;
  readonly onStep: (step: Step | undefined) => void;
}

function StepView(props: StepProps) {
  const { step } = props;
  if (step.kind === 'sign-in') return <SignIn {...props} isAgain={step.isAgain} />;
  if (step.kind === 'confirm') return <Confirm {...props} {...step} />;
  return <p role={step.kind === 'done' ? 'status' : 'alert'}>{props.words[step.kind]}</p>;
}

function SignIn({ visit, words, onStep, isAgain }: StepProps & { readonly isAgain: boolean }) {
  return (
    <>
      {isAgain && <p role="alert">{words.notSignedIn}</p>}
      <p>{words.signInAbout}</p>
      <button type="button" class="primary" onClick={() => visit.signIn().then(onStep)}>
        {words.signIn}
      </button>
    </>
  );
}

type ConfirmProps = StepProps & Omit<Extract<Step, { kind: 'confirm' }>, 'kind'>;

function Confirm({ visit, words, onStep, person, account }: ConfirmProps) {
  const [isBusy, setBusy] = useState(false);
  const go = (deed: () => Promise<Step>) => {
    setBusy(true);
    deed().then(onStep);
  };
  const channel = words.channels[person.channel] ?? person.channel;
  return (
    <>
      <p>{words.question}</p>
      <dl>
        <dt>{words.account}</dt>
        <dd>{account}</dd>
        <dt>{words.chat}</dt>
        <dd>{words.chatUser(person.user, channel, person.tenant)}</dd>
      </dl>
      <p>{words.means}</p>
      <p class="warning">{words.warning}</p>
      <div class="buttons">
        <button type="button" class="primary" disabled={isBusy} onClick={() => go(visit.confirm)}>
          {words.confirm}
        </button>
        <button type="button" disabled={isBusy} onClick={() => go(visit.refuse)}>
          {words.refuse}
        </button>
      </div>
    </>
  );
}

const place = document.getElementById('link');
if (place) render(<LinkPage />, place);
