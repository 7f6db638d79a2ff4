import { matchResultat } from 'registergraf-client';
import { type FormEvent, useEffect } from 'react';
import { Answer } from '../answer/answer.tsx';
import { Done } from '../answer/done.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { Field, useTextField } from '../answer/field.tsx';
import { plainNumber } from '../answer/plain-number.ts';
import { CreateKontaktinformationDocument } from '../graph/graphql.ts';
import { useTexts } from '../language/language.ts';
import { useKilde } from '../use-kilde.ts';
import { useWrite } from '../use-write.ts';
import { explain, explainAtField } from './explain.tsx';
import { Panel } from './panel.tsx';
import type { KontaktinformationResultat, Type } from './texts.ts';

interface Props {
  readonly cpr: string;
  readonly type: Type;
  readonly onWritten: (kontaktinformation: KontaktinformationResultat) => void;
}

const ABOUT_THE_VALUE = ['UgyldigMobiltelefon', 'UgyldigTelefon', 'UgyldigEmail'] as const;

/** Stores a new number or address in place of the old one. */
export function SaveKontaktdata({ cpr, type, onWritten }: Props) {
  const texts = useTexts().kontaktinformation;
  const own = texts.types[type];
  const field = useTextField();
  const write = useWrite(CreateKontaktinformationDocument);
  const resultat = write.state.data?.createKontaktinformation;
  useKilde('STAR', resultat);
  const wrong = ABOUT_THE_VALUE.find((name) => name === resultat?.__typename);
  const done = resultat?.__typename === 'KontaktinformationGemt';
  useEffect(() => {
    if (resultat?.__typename === 'KontaktinformationGemt') onWritten(resultat.borger.kontaktinformation);
  }, [resultat, onWritten]);

  function save(event: FormEvent) {
    event.preventDefault();
    const written = field.read(own.empty);
    if (written === undefined) return;
    const kontaktdata = type === 'MAILADRESSE' ? written : plainNumber(written);
    write.submit({ input: { cpr, kontaktinformation: [{ kontaktdataType: type, kontaktdata }] } });
  }

  return (
    <Panel heading={own.newOne}>
      {!done && (
        <form method="post" noValidate onSubmit={save}>
          <Field
            label={own.name}
            hint={own.hint}
            field={field}
            inputMode={type === 'MAILADRESSE' ? 'email' : 'tel'}
            required={own.empty}
            refused={wrong && texts.errors[wrong]}
          />
          <button type="submit" className="ds-button" aria-disabled={write.state.fetching}>
            {texts.save}
          </button>
        </form>
      )}
      {/* The key: what comes in the form's place is new there, and has not moved up. */}
      <Answer key={String(done)} request={write} writes>
        {() =>
          matchResultat(resultat, {
            KontaktinformationGemt: () => (
              <Done what={texts.saved.what}>
                <p>{texts.saved.todo}</p>
              </Done>
            ),
            BorgerErDoed: explain,
            EmailHarHuskeserviceAbonnement: explain,
            IkkeAktueltCpr: explain,
            UgyldigCpr: explain,
            UkendtCpr: explain,
            UgyldigEmail: explainAtField,
            UgyldigMobiltelefon: explainAtField,
            UgyldigTelefon: explainAtField,
            UgyldigKontaktdataType: explain,
            StarIkkeAutoriseret: explain,
            StarManglendeRettigheder: explain,
            StarLogonFejlede: explain,
            StarOpsaetningsfejl: explain,
            StarUgyldigMeddelelse: explain,
            UdokumentertFeil: explain,
            KildeUtilgjengelig: (feil) => <Utilgjengelig feil={feil} tryAgain={write.tryAgain} />,
            null: () => <Uventet tryAgain={write.tryAgain} />,
          })
        }
      </Answer>
    </Panel>
  );
}
