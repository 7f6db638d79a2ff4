import { matchResultat } from 'registergraf/client';
import { type FormEvent, useId, useState } from 'react';
import { Answer } from '../answer/answer.tsx';
import { AnswerHeading } from '../answer/answer-heading.tsx';
import { Field } from '../answer/field.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { OpprettOgVelgSikkerDigitalPostkasseDocument } from '../graph/graphql.ts';
import { useKilde } from '../use-kilde.ts';
import { useWrite } from '../use-write.ts';
import { explain } from './explain.tsx';
import { ValgtPostkasse } from './valgt-postkasse.tsx';

/** Suppliers of the sandbox. The approval of the last has been withdrawn. */
const SUPPLIERS = [
  { organisasjonsnummer: '311000012', navn: 'TESTPOST NORD AS' },
  { organisasjonsnummer: '312000016', navn: 'TESTPOST SØR AS' },
  { organisasjonsnummer: '314000013', navn: 'TESTPOST VEST AS' },
];

/** Chooses a mailbox for a person who may, and shows what has been chosen. */
export function VelgPostkasse({ personidentifikator }: { readonly personidentifikator: string }) {
  const id = useId();
  const answerId = useId();
  const [postkasseleverandoerOrgNummer, setSupplier] = useState('311000012');
  const [postkasseadresse, setAdresse] = useState('');
  const { state, submit, tryAgain, sendAgain } = useWrite(OpprettOgVelgSikkerDigitalPostkasseDocument);
  const resultat = state.data?.opprettOgVelgSikkerDigitalPostkasse;
  useKilde('OPPSLAGSTJENESTEN', resultat);
  const wrongSupplier = resultat?.__typename === 'UgyldigOrgnr';
  const done = resultat?.__typename === 'PostkasseOppdatert';

  function choose(event: FormEvent) {
    event.preventDefault();
    if (state.fetching) return;
    submit({ input: { personidentifikator, postkasseleverandoerOrgNummer, postkasseadresse } });
  }

  return (
    <section className="box">
      {!done && (
        <>
          <AnswerHeading>Personen kan velge digital postkasse</AnswerHeading>
          <form method="post" onSubmit={choose}>
            <label htmlFor={id}>Leverandør</label>
            <select
              id={id}
              value={postkasseleverandoerOrgNummer}
              onChange={(event) => setSupplier(event.target.value)}
              aria-invalid={wrongSupplier}
              aria-describedby={wrongSupplier ? answerId : undefined}
            >
              {SUPPLIERS.map(({ organisasjonsnummer, navn }) => (
                <option key={organisasjonsnummer} value={organisasjonsnummer}>
                  {navn}
                </option>
              ))}
            </select>
            <Field
              label="Postkasseadresse"
              hint="Som leverandøren har oppgitt den, for eksempel ny.adresse#0001"
              value={postkasseadresse}
              onChange={setAdresse}
              errorId={resultat?.__typename === 'FeiletUtenBeskrivelse' ? answerId : undefined}
            />
            <button type="submit" aria-disabled={state.fetching}>
              Velg postkassen
            </button>
          </form>
        </>
      )}
      {/* The key: what comes in the form's place is new there, and has not moved up. */}
      <Answer id={answerId} key={String(done)} state={state} sendAgain={sendAgain}>
        {() =>
          matchResultat(resultat, {
            PostkasseOppdatert: ({ innbygger }) => <ValgtPostkasse resultat={innbygger.kontaktregister} />,
            AlleredeAktiv: explain,
            BrukerReservert: explain,
            BrukerIkkeFunnet: explain,
            UgyldigPersonnummer: explain,
            UgyldigOrgnr: explain,
            UgyldigSertifikat: explain,
            UgyldigEpostadresse: explain,
            IngenPostboksFunnet: explain,
            PostkasseEksistererAllerede: explain,
            FeiletUtenBeskrivelse: explain,
            UdokumentertFeil: explain,
            KildeUtilgjengelig: (feil) => <Utilgjengelig feil={feil} tryAgain={tryAgain} />,
            null: () => <Uventet tryAgain={tryAgain} />,
          })
        }
      </Answer>
    </section>
  );
}
