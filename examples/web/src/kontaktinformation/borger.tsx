import { matchResultat } from 'registergraf-client';
import { useRef, useState } from 'react';
import { Answer } from '../answer/answer.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import type { KontaktdataFragment, KontaktinformationQuery } from '../graph/graphql.ts';
import { useKilde } from '../use-kilde.ts';
import type { Request } from '../use-request.ts';
import { explain, explainAtField } from './explain.tsx';
import { type Action, Overview } from './overview.tsx';
import { SaveKontaktdata } from './save-kontaktdata.tsx';
import { SletKontaktdata } from './slet-kontaktdata.tsx';
import type { KontaktinformationResultat } from './texts.ts';
import { VerificerKontaktdata } from './verificer-kontaktdata.tsx';

interface Props {
  readonly cpr: string;
  readonly request: Request<KontaktinformationQuery>;
}

/** One citizen: what is registered, and below it the change that is being made. */
export function Borger({ cpr, request }: Props) {
  // A write hands back what is registered after it, so nothing is asked a second time.
  const [written, setWritten] = useState<KontaktinformationResultat>();
  const [action, setAction] = useState<Action & { readonly times: number }>();
  const opener = useRef<Element>(null);
  const resultat = written ?? request.state.data?.borger?.kontaktinformation;
  useKilde('STAR', resultat);

  // Each time begins anew, the same one too.
  function act(next: Action) {
    opener.current = document.activeElement;
    setAction((before) => ({ ...next, times: (before?.times ?? 0) + 1 }));
  }
  function keep() {
    setAction(undefined);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }
  const overview = (kontaktinformation: readonly KontaktdataFragment[]) => (
    <Overview kontaktinformation={kontaktinformation} onAction={act} />
  );
  const change = action && { key: action.times, cpr, type: action.type, onWritten: setWritten };

  return (
    <div>
      <Answer request={request}>
        {() =>
          matchResultat(resultat, {
            Kontaktinformationer: ({ kontaktinformation }) => overview(kontaktinformation),
            IngenKontaktinformation: () => overview([]),
            UgyldigCpr: explainAtField,
            UkendtCpr: explainAtField,
            StarIkkeAutoriseret: explain,
            StarManglendeRettigheder: explain,
            StarLogonFejlede: explain,
            StarOpsaetningsfejl: explain,
            StarUgyldigMeddelelse: explain,
            UdokumentertFeil: explain,
            KildeUtilgjengelig: (feil) => <Utilgjengelig feil={feil} tryAgain={request.sendAgain} />,
            null: () => <Uventet tryAgain={request.sendAgain} />,
          })
        }
      </Answer>
      {change && action.does === 'save' && <SaveKontaktdata {...change} key={change.key} />}
      {change && action.does === 'verify' && <VerificerKontaktdata {...change} key={change.key} />}
      {change && action.does === 'delete' && <SletKontaktdata {...change} key={change.key} onKeep={keep} />}
    </div>
  );
}
