import { matchResultat } from 'registergraf/client';
import { useId, useState } from 'react';
import { useQuery } from 'urql';
import { Answer } from '../answer/answer.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { NumberForm } from '../answer/number-form.tsx';
import { KanVelgeSikkerDigitalPostkasseDocument } from '../graph/graphql.ts';
import { useKilde } from '../use-kilde.ts';
import { explain } from './explain.tsx';
import { VelgPostkasse } from './velg-postkasse.tsx';

const EXAMPLES = [
  { number: '01817011000', shows: 'Kan velge' },
  { number: '02827112006', shows: 'Har alt postkasse' },
  { number: '05857415002', shows: 'Har reservert seg' },
  { number: '01817011001', shows: 'Galt nummer' },
];

/** Asks whether a person may choose a digital mailbox, and lets her choose one. */
export function PostkassePage() {
  const answerId = useId();
  const [typed, type] = useState('');
  const [personidentifikator, lookUp] = useState('');
  const [state, again] = useQuery({
    query: KanVelgeSikkerDigitalPostkasseDocument,
    variables: { personidentifikator },
    pause: personidentifikator === '',
  });
  const resultat = state.data?.innbygger?.kanVelgeSikkerDigitalPostkasse;
  useKilde('OPPSLAGSTJENESTEN', resultat);

  return (
    <div className="columns">
      <NumberForm
        label="Fødselsnummer eller d-nummer"
        hint="Elleve siffer. Du får vite om personen kan velge digital postkasse."
        button="Spør"
        errorId={resultat?.__typename === 'UgyldigPersonnummer' ? answerId : undefined}
        examples={EXAMPLES}
        number={typed}
        onNumber={type}
        onSubmit={(number) => (number === personidentifikator ? again() : lookUp(number))}
      />
      <Answer id={answerId} state={state} sendAgain={again}>
        {() =>
          matchResultat(resultat, {
            KanVelgePostkasse: () => (
              <VelgPostkasse key={personidentifikator} personidentifikator={personidentifikator} />
            ),
            AlleredeAktiv: explain,
            BrukerReservert: explain,
            BrukerIkkeFunnet: explain,
            KanIkkeVelgePostkasse: explain,
            UgyldigPersonnummer: explain,
            UgyldigOrgnr: explain,
            UgyldigSertifikat: explain,
            UgyldigEpostadresse: explain,
            UdokumentertFeil: explain,
            KildeUtilgjengelig: (feil) => <Utilgjengelig feil={feil} tryAgain={again} />,
            null: () => <Uventet tryAgain={again} />,
          })
        }
      </Answer>
    </div>
  );
}
