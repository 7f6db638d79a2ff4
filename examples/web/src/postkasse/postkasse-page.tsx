import { matchResultat } from 'registergraf-client';
import { Answer } from '../answer/answer.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { useTextField } from '../answer/field.tsx';
import { NumberForm } from '../answer/number-form.tsx';
import { KanVelgeSikkerDigitalPostkasseDocument } from '../graph/graphql.ts';
import { useTexts } from '../language/language.ts';
import { INNBYGGERE } from '../sandbox/people.ts';
import { useKilde } from '../use-kilde.ts';
import { useLookUp } from '../use-look-up.ts';
import { explain, explainAtField } from './explain.tsx';
import { VelgPostkasse } from './velg-postkasse.tsx';

/** Asks whether a person may choose a digital mailbox, and lets her choose one. */
export function PostkassePage() {
  const { postkasse } = useTexts();
  const field = useTextField();
  const request = useLookUp(KanVelgeSikkerDigitalPostkasseDocument);
  const resultat = request.state.data?.innbygger?.kanVelgeSikkerDigitalPostkasse;
  const again = request.sendAgain;
  useKilde('OPPSLAGSTJENESTEN', resultat);

  return (
    <div className="columns">
      <NumberForm
        texts={postkasse.form}
        examples={INNBYGGERE}
        field={field}
        refused={resultat?.__typename === 'UgyldigPersonnummer' ? postkasse.errors.UgyldigPersonnummer : undefined}
        onNumber={(personidentifikator) => request.lookUp({ personidentifikator })}
        onEmpty={request.clear}
      />
      <Answer request={request}>
        {() =>
          matchResultat(resultat, {
            KanVelgePostkasse: () => <VelgPostkasse personidentifikator={request.asked?.personidentifikator ?? ''} />,
            AlleredeAktiv: explain,
            BrukerReservert: explain,
            BrukerIkkeFunnet: explain,
            KanIkkeVelgePostkasse: explain,
            UgyldigPersonnummer: explainAtField,
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
