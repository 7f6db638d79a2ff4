import { matchResultat } from 'registergraf/client';
import { useId, useState } from 'react';
import { useQuery } from 'urql';
import { Answer } from '../answer/answer.tsx';
import { ErrorBox, Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { NumberForm } from '../answer/number-form.tsx';
import { EnhetDocument } from '../graph/graphql.ts';
import { useKilde } from '../use-kilde.ts';
import { EnhetDetails } from './enhet-details.tsx';
import { OtherEnhet } from './other-enhet.tsx';
import { type EnhetFeil, NUMBER_ERRORS, TEXTS } from './texts.ts';

const EXAMPLES = [
  { number: '700000001', shows: 'En vanlig enhet' },
  { number: '700000109', shows: 'Slettet dublett' },
  { number: '700115518', shows: 'Underenhet' },
  { number: '700010007', shows: 'Finnes ikke' },
];

/** Looks up a unit, and follows an answer that leads to another. */
export function EnhetPage() {
  const answerId = useId();
  const [typed, type] = useState('');
  const [organisasjonsnummer, lookUp] = useState('');
  const [state, ask] = useQuery({
    query: EnhetDocument,
    variables: { organisasjonsnummer },
    pause: organisasjonsnummer === '',
  });
  const resultat = state.data?.enhet?.basisdata;
  useKilde('GRUNNDATA', resultat);

  const again = () => ask({ requestPolicy: 'network-only' });
  const explain = (feil: Exclude<EnhetFeil, { __typename: 'KildeUtilgjengelig' }>) => (
    <ErrorBox text={TEXTS[feil.__typename]} feil={feil} tryAgain={feil.kanProevesIgjen ? again : undefined} />
  );
  function follow(other: string) {
    type(other);
    lookUp(other);
  }
  const lead = (feil: Parameters<typeof OtherEnhet>[0]['feil']) => <OtherEnhet feil={feil} onFollow={follow} />;

  return (
    <div className="columns">
      <NumberForm
        label="Organisasjonsnummer"
        hint="Ni siffer. Du får vite navn, form og adresser."
        button="Slå opp"
        errorId={NUMBER_ERRORS.has(resultat?.__typename ?? '') ? answerId : undefined}
        examples={EXAMPLES}
        number={typed}
        onNumber={type}
        onSubmit={(number) => (number === organisasjonsnummer ? again() : lookUp(number))}
      />
      <Answer id={answerId} state={state} sendAgain={again}>
        {() =>
          matchResultat(resultat, {
            Basisdata: (data) => <EnhetDetails key={data.enhet.organisasjonsnummer} data={data} />,
            SlettetSomDublett: lead,
            SlettetSomSammenslaatt: lead,
            HarRegistreringsenhet: lead,
            EnhetErBedrift: lead,
            EnhetErRegistreringsenhet: explain,
            EnhetSlettet: explain,
            KorrektEnhetSlettet: explain,
            EnhetAldriOpprettet: explain,
            OrgnrIkkeGitt: explain,
            UgyldigOrganisasjonsnummer: explain,
            UgyldigOrganisasjonsnummerFormat: explain,
            GrunndataManglerAutorisasjon: explain,
            GrunndataFeilBrukernavnEllerPassord: explain,
            GrunndataUventetFeil: explain,
            UdokumentertFeil: explain,
            KildeUtilgjengelig: (feil) => <Utilgjengelig feil={feil} tryAgain={again} />,
            null: () => <Uventet tryAgain={again} />,
          })
        }
      </Answer>
    </div>
  );
}
