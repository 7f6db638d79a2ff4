import { matchResultat } from 'registergraf/client';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { Answer } from '../answer/answer.tsx';
import { AnswerHeading } from '../answer/answer-heading.tsx';
import { Field } from '../answer/field.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { plainNumber } from '../answer/plain-number.ts';
import { VerificerKontaktinformationDocument } from '../graph/graphql.ts';
import { useKilde } from '../use-kilde.ts';
import { useWrite } from '../use-write.ts';
import { explain } from './explain.tsx';
import type { Type } from './overview.tsx';
import { type KontaktinformationResultat, SLAGS } from './texts.ts';

interface Props {
  readonly cpr: string;
  readonly type: Type;
  readonly onWritten: (kontaktinformation: KontaktinformationResultat) => void;
}

/** Takes the code that the citizen has got. */
export function EnterKode({ cpr, type, onWritten }: Props) {
  const answerId = useId();
  const [verifikationskode, setKode] = useState('');
  const { state, submit, tryAgain, sendAgain } = useWrite(VerificerKontaktinformationDocument);
  const resultat = state.data?.verificerKontaktinformation;
  useKilde('STAR', resultat);
  useEffect(() => {
    if (resultat?.__typename === 'KontaktinformationVerificeret') onWritten(resultat.borger.kontaktinformation);
  }, [resultat, onWritten]);

  function verify(event: FormEvent) {
    event.preventDefault();
    if (state.fetching) return;
    submit({ input: { cpr, kontaktdataType: type, verifikationskode: plainNumber(verifikationskode) } });
  }

  return (
    <>
      <AnswerHeading>Koden er sendt</AnswerHeading>
      <form method="post" onSubmit={verify}>
        <Field
          label="Kode"
          hint="Som borgeren har fået den. Sandkassen sender ingen; eksemplets README siger, hvor dens kode står."
          value={verifikationskode}
          onChange={setKode}
          inputMode="numeric"
          errorId={resultat?.__typename === 'VerificeringAfvist' ? answerId : undefined}
        />
        <button type="submit" aria-disabled={state.fetching}>
          Bekræft
        </button>
      </form>
      <Answer id={answerId} state={state} sendAgain={sendAgain}>
        {() =>
          matchResultat(resultat, {
            KontaktinformationVerificeret: () => (
              <div className="done">
                <AnswerHeading>{SLAGS[type]} er bekræftet</AnswerHeading>
              </div>
            ),
            VerificeringAfvist: explain,
            IkkeAktueltCpr: explain,
            UgyldigCpr: explain,
            UkendtCpr: explain,
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
    </>
  );
}
