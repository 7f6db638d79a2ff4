import { matchResultat } from 'registergraf-client';
import { type FormEvent, useEffect } from 'react';
import { Answer } from '../answer/answer.tsx';
import { AnswerHeading } from '../answer/answer-heading.tsx';
import { Done } from '../answer/done.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { Field, useTextField } from '../answer/field.tsx';
import { plainNumber } from '../answer/plain-number.ts';
import { VerificerKontaktinformationDocument } from '../graph/graphql.ts';
import { useTexts } from '../language/language.ts';
import { useKilde } from '../use-kilde.ts';
import { useWrite } from '../use-write.ts';
import { explain, explainAtField } from './explain.tsx';
import type { KontaktinformationResultat, Type } from './texts.ts';

interface Props {
  readonly cpr: string;
  readonly type: Type;
  readonly onWritten: (kontaktinformation: KontaktinformationResultat) => void;
}

/** Takes the code that the citizen has got. */
export function EnterKode({ cpr, type, onWritten }: Props) {
  const texts = useTexts().kontaktinformation;
  const field = useTextField();
  const write = useWrite(VerificerKontaktinformationDocument);
  const resultat = write.state.data?.verificerKontaktinformation;
  useKilde('STAR', resultat);
  const isWrong = resultat?.__typename === 'VerificeringAfvist';
  useEffect(() => {
    if (resultat?.__typename === 'KontaktinformationVerificeret') onWritten(resultat.borger.kontaktinformation);
  }, [resultat, onWritten]);

  function verify(event: FormEvent) {
    event.preventDefault();
    const written = field.read(texts.kodeEmpty);
    if (written === undefined) return;
    write.submit({ input: { cpr, kontaktdataType: type, verifikationskode: plainNumber(written) } });
  }

  return (
    <>
      <AnswerHeading>{texts.kodeSent}</AnswerHeading>
      <form method="post" noValidate onSubmit={verify}>
        <Field
          label={texts.kode}
          hint={texts.kodeHint}
          field={field}
          inputMode="numeric"
          required={texts.kodeEmpty}
          refused={isWrong ? texts.errors.VerificeringAfvist : undefined}
        />
        <button type="submit" className="ds-button" aria-disabled={write.state.fetching}>
          {texts.verify}
        </button>
      </form>
      <Answer request={write} writes>
        {() =>
          matchResultat(resultat, {
            KontaktinformationVerificeret: () => <Done what={texts.types[type].verified} />,
            VerificeringAfvist: explainAtField,
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
            KildeUtilgjengelig: (feil) => <Utilgjengelig feil={feil} tryAgain={write.tryAgain} />,
            null: () => <Uventet tryAgain={write.tryAgain} />,
          })
        }
      </Answer>
    </>
  );
}
