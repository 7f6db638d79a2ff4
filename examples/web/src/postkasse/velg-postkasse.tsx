import { matchResultat } from 'registergraf-client';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Answer } from '../answer/answer.tsx';
import { AnswerHeading } from '../answer/answer-heading.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { Field, useTextField } from '../answer/field.tsx';
import { OpprettOgVelgSikkerDigitalPostkasseDocument } from '../graph/graphql.ts';
import { useTexts } from '../language/language.ts';
import { SUPPLIERS } from '../sandbox/people.ts';
import { useKilde } from '../use-kilde.ts';
import { useWrite } from '../use-write.ts';
import { explain, explainAtField } from './explain.tsx';
import { ValgtPostkasse } from './valgt-postkasse.tsx';

/** Chooses a mailbox for a person who may, and shows what has been chosen. */
export function VelgPostkasse({ personidentifikator }: { readonly personidentifikator: string }) {
  const { postkasse } = useTexts();
  const id = useId();
  const supplierField = useRef<HTMLSelectElement>(null);
  const [postkasseleverandoerOrgNummer, setSupplier] = useState<string>(SUPPLIERS[0].organisasjonsnummer);
  const adresse = useTextField();
  const write = useWrite(OpprettOgVelgSikkerDigitalPostkasseDocument);
  const resultat = write.state.data?.opprettOgVelgSikkerDigitalPostkasse;
  useKilde('OPPSLAGSTJENESTEN', resultat);
  const wrongSupplier = resultat?.__typename === 'UgyldigOrgnr';
  const wrongAdresse = resultat?.__typename === 'FeiletUtenBeskrivelse';
  const done = resultat?.__typename === 'PostkasseOppdatert';
  useEffect(() => {
    if (wrongSupplier) supplierField.current?.focus();
  }, [wrongSupplier]);

  function choose(event: FormEvent) {
    event.preventDefault();
    const postkasseadresse = adresse.read(postkasse.adresseEmpty);
    if (postkasseadresse === undefined) return;
    write.submit({ input: { personidentifikator, postkasseleverandoerOrgNummer, postkasseadresse } });
  }

  return (
    <section className="ds-card">
      {!done && (
        <>
          <AnswerHeading>{postkasse.mayChoose}</AnswerHeading>
          <form method="post" noValidate onSubmit={choose}>
            <div className="ds-field">
              <label className="ds-label" htmlFor={id}>
                {postkasse.leverandoer}
              </label>
              <select
                ref={supplierField}
                id={id}
                className="ds-input"
                value={postkasseleverandoerOrgNummer}
                onChange={(event) => setSupplier(event.target.value)}
                aria-invalid={wrongSupplier}
                aria-describedby={wrongSupplier ? `${id}-wrong` : undefined}
              >
                {SUPPLIERS.map(({ organisasjonsnummer, navn }) => (
                  <option key={organisasjonsnummer} value={organisasjonsnummer}>
                    {navn}
                  </option>
                ))}
              </select>
              <div className="wrong">
                {wrongSupplier && (
                  <p id={`${id}-wrong`} className="ds-validation-message">
                    {postkasse.errors.UgyldigOrgnr.todo}
                  </p>
                )}
              </div>
            </div>
            <Field
              label={postkasse.postkasseadresse}
              hint={postkasse.adresseHint}
              field={adresse}
              required={postkasse.adresseEmpty}
              refused={wrongAdresse ? postkasse.errors.FeiletUtenBeskrivelse : undefined}
            />
            <button type="submit" className="ds-button" aria-disabled={write.state.fetching}>
              {postkasse.choose}
            </button>
          </form>
        </>
      )}
      {/* The key: what comes in the form's place is new there, and has not moved up. */}
      <Answer key={String(done)} request={write} writes>
        {() =>
          matchResultat(resultat, {
            PostkasseOppdatert: ({ innbygger }) => <ValgtPostkasse resultat={innbygger.kontaktregister} />,
            AlleredeAktiv: explain,
            BrukerReservert: explain,
            BrukerIkkeFunnet: explain,
            UgyldigPersonnummer: explain,
            UgyldigOrgnr: explainAtField,
            UgyldigSertifikat: explain,
            UgyldigEpostadresse: explain,
            IngenPostboksFunnet: explain,
            PostkasseEksistererAllerede: explain,
            FeiletUtenBeskrivelse: explainAtField,
            UdokumentertFeil: explain,
            KildeUtilgjengelig: (feil) => <Utilgjengelig feil={feil} tryAgain={write.tryAgain} />,
            null: () => <Uventet tryAgain={write.tryAgain} />,
          })
        }
      </Answer>
    </section>
  );
}
