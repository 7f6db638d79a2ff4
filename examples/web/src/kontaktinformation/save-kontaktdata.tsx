import { matchResultat } from 'registergraf/client';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { Answer } from '../answer/answer.tsx';
import { AnswerHeading } from '../answer/answer-heading.tsx';
import { Field } from '../answer/field.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { plainNumber } from '../answer/plain-number.ts';
import { CreateKontaktinformationDocument } from '../graph/graphql.ts';
import { useKilde } from '../use-kilde.ts';
import { useWrite } from '../use-write.ts';
import { explain } from './explain.tsx';
import type { Type } from './overview.tsx';
import { PanelHeading } from './panel-heading.tsx';
import { type KontaktinformationResultat, SLAGS } from './texts.ts';

interface Props {
  readonly cpr: string;
  readonly type: Type;
  readonly onWritten: (kontaktinformation: KontaktinformationResultat) => void;
}

const WRONG: ReadonlySet<string> = new Set(['UgyldigMobiltelefon', 'UgyldigTelefon', 'UgyldigEmail']);

/** Stores a new number or address in place of the old one. */
export function SaveKontaktdata({ cpr, type, onWritten }: Props) {
  const answerId = useId();
  const [kontaktdata, setKontaktdata] = useState('');
  const { state, submit, tryAgain, sendAgain } = useWrite(CreateKontaktinformationDocument);
  const resultat = state.data?.createKontaktinformation;
  useKilde('STAR', resultat);
  const done = resultat?.__typename === 'KontaktinformationGemt';
  useEffect(() => {
    if (resultat?.__typename === 'KontaktinformationGemt') onWritten(resultat.borger.kontaktinformation);
  }, [resultat, onWritten]);

  function save(event: FormEvent) {
    event.preventDefault();
    if (state.fetching) return;
    const value = type === 'MAILADRESSE' ? kontaktdata : plainNumber(kontaktdata);
    submit({ input: { cpr, kontaktinformation: [{ kontaktdataType: type, kontaktdata: value }] } });
  }

  return (
    <section className="box">
      <PanelHeading>Ny {SLAGS[type].toLowerCase()}</PanelHeading>
      {!done && (
        <form method="post" onSubmit={save}>
          <Field
            label={SLAGS[type]}
            hint={type === 'MAILADRESSE' ? 'For eksempel borger-9@example.org' : 'Otte cifre, for eksempel 67000099'}
            value={kontaktdata}
            onChange={setKontaktdata}
            inputMode={type === 'MAILADRESSE' ? 'email' : 'tel'}
            errorId={WRONG.has(resultat?.__typename ?? '') ? answerId : undefined}
          />
          <button type="submit" aria-disabled={state.fetching}>
            Gem
          </button>
        </form>
      )}
      {/* The key: what comes in the form's place is new there, and has not moved up. */}
      <Answer id={answerId} key={String(done)} state={state} sendAgain={sendAgain}>
        {() =>
          matchResultat(resultat, {
            KontaktinformationGemt: () => (
              <div className="done">
                <AnswerHeading>Det er gemt</AnswerHeading>
                <p>Borgeren skal nu bekræfte med en kode: vælg Bekræft i listen.</p>
              </div>
            ),
            BorgerErDoed: explain,
            EmailHarHuskeserviceAbonnement: explain,
            IkkeAktueltCpr: explain,
            UgyldigCpr: explain,
            UkendtCpr: explain,
            UgyldigEmail: explain,
            UgyldigMobiltelefon: explain,
            UgyldigTelefon: explain,
            UgyldigKontaktdataType: explain,
            StarIkkeAutoriseret: explain,
            StarManglendeRettigheder: explain,
            StarLogonFejlede: explain,
            StarOpsaetningsfejl: explain,
            StarUgyldigMeddelelse: explain,
            UdokumentertFeil: explain,
            KildeUtilgjengelig: (feil) => <Utilgjengelig feil={feil} tryAgain={tryAgain} />,
            null: () => <Uventet tryAgain={tryAgain} />,
          })
        }
      </Answer>
    </section>
  );
}
