import { matchResultat } from 'registergraf/client';
import { Answer } from '../answer/answer.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { GetVerifikationskodeDocument } from '../graph/graphql.ts';
import { useKilde } from '../use-kilde.ts';
import { useWrite } from '../use-write.ts';
import { explain } from './explain.tsx';
import { EnterKode } from './enter-kode.tsx';
import type { Type } from './overview.tsx';
import { PanelHeading } from './panel-heading.tsx';
import { type KontaktinformationResultat, SLAGS } from './texts.ts';

interface Props {
  readonly cpr: string;
  readonly type: Type;
  readonly onWritten: (kontaktinformation: KontaktinformationResultat) => void;
}

/** Sends the citizen a code, and takes it. */
export function VerificerKontaktdata({ cpr, type, onWritten }: Props) {
  const { state, submit, tryAgain, sendAgain } = useWrite(GetVerifikationskodeDocument);
  const resultat = state.data?.getVerifikationskode;
  useKilde('STAR', resultat);
  const send = () => {
    if (!state.fetching) submit({ input: { cpr, kontaktdataType: type } });
  };

  return (
    <section className="box">
      <PanelHeading>Bekræft {SLAGS[type].toLowerCase()}</PanelHeading>
      <p>Borgeren får en kode sendt, og oplyser den til dig.</p>
      <button type="button" onClick={send} aria-disabled={state.fetching}>
        Send kode
      </button>
      <Answer state={state} sendAgain={sendAgain}>
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
            KildeUtilgjengelig: (feil) => <Utilgjengelig feil={feil} tryAgain={tryAgain} />,
            null: () => <Uventet tryAgain={tryAgain} />,
          })
        }
      </Answer>
    </section>
  );
}
