import { matchResultat } from 'registergraf/client';
import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { Answer } from '../answer/answer.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { KontaktinformationDocument } from '../graph/graphql.ts';
import { useKilde } from '../use-kilde.ts';
import { explain } from './explain.tsx';
import { SaveKontaktdata } from './save-kontaktdata.tsx';
import { type Action, Overview } from './overview.tsx';
import type { KontaktinformationResultat } from './texts.ts';
import { VerificerKontaktdata } from './verificer-kontaktdata.tsx';

interface Props {
  readonly cpr: string;
  readonly answerId: string;
  readonly onWrong: (wrong: boolean) => void;
}

/** One citizen: what is registered, and below it the change that is being made. */
export function Borger({ cpr, answerId, onWrong }: Props) {
  const [state, ask] = useQuery({ query: KontaktinformationDocument, variables: { cpr } });
  // A write hands back what is registered after it, so nothing is asked a second time.
  const [written, setWritten] = useState<KontaktinformationResultat>();
  const [action, setAction] = useState<Action & { readonly times: number }>();
  const resultat = written ?? state.data?.borger?.kontaktinformation;
  useKilde('STAR', resultat);
  const wrong = resultat?.__typename === 'UgyldigCpr' || resultat?.__typename === 'UkendtCpr';
  useEffect(() => onWrong(wrong), [wrong, onWrong]);

  // Each time begins anew, the same one too.
  const act = (next: Action) => setAction((before) => ({ ...next, times: (before?.times ?? 0) + 1 }));

  function again() {
    setWritten(undefined);
    ask();
  }

  return (
    <div>
      <Answer id={answerId} state={state} sendAgain={again}>
        {() =>
          matchResultat(resultat, {
            Kontaktinformationer: ({ kontaktinformation }) => (
              <Overview kontaktinformation={kontaktinformation} onAction={act} />
            ),
            IngenKontaktinformation: () => <Overview kontaktinformation={[]} onAction={act} />,
            UgyldigCpr: explain,
            UkendtCpr: explain,
            StarIkkeAutoriseret: explain,
            StarManglendeRettigheder: explain,
            StarLogonFejlede: explain,
            StarOpsaetningsfejl: explain,
            StarUgyldigMeddelelse: explain,
            UdokumentertFeil: explain,
            KildeUtilgjengelig: (feil) => <Utilgjengelig feil={feil} tryAgain={again} />,
            null: () => <Uventet tryAgain={again} />,
          })
        }
      </Answer>
      {action?.does === 'gem' && (
        <SaveKontaktdata key={action.times} cpr={cpr} type={action.type} onWritten={setWritten} />
      )}
      {action?.does === 'verificer' && (
        <VerificerKontaktdata key={action.times} cpr={cpr} type={action.type} onWritten={setWritten} />
      )}
    </div>
  );
}
