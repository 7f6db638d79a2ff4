import { matchResultat } from 'registergraf-client';
import { Answer } from '../answer/answer.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { GetVerifikationskodeDocument } from '../graph/graphql.ts';
import { useTexts } from '../language/language.ts';
import { useKilde } from '../use-kilde.ts';
import { useWrite } from '../use-write.ts';
import { EnterKode } from './enter-kode.tsx';
import { explain } from './explain.tsx';
import { Panel } from './panel.tsx';
import type { KontaktinformationResultat, Type } from './texts.ts';

interface Props {
  readonly cpr: string;
  readonly type: Type;
  readonly onWritten: (kontaktinformation: KontaktinformationResultat) => void;
}

/** Sends the citizen a code, and takes it. */
export function VerificerKontaktdata({ cpr, type, onWritten }: Props) {
  const texts = useTexts().kontaktinformation;
  const write = useWrite(GetVerifikationskodeDocument);
  const resultat = write.state.data?.getVerifikationskode;
  useKilde('STAR', resultat);

  return (
    <Panel heading={texts.types[type].verify}>
      <p>{texts.sendKodeAbout}</p>
      <button
        type="button"
        className="ds-button"
        onClick={() => write.submit({ input: { cpr, kontaktdataType: type } })}
        aria-disabled={write.state.fetching}
      >
        {texts.sendKode}
      </button>
      <Answer request={write} writes>
        {() =>
          matchResultat(resultat, {
            VerifikationskodeSendt: () => <EnterKode cpr={cpr} type={type} onWritten={onWritten} />,
            AlleredeVerificeret: explain,
            VerificeringIkkeTilladt: explain,
            IngenKontaktinformation: explain,
            IngenKontakttypeTilVerificering: explain,
            UgyldigCpr: explain,
            UkendtCvKundenummer: explain,
            UgyldigKontaktdataType: explain,
            StarManglendeRettigheder: explain,
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
