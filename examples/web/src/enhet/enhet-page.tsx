import { matchResultat } from 'registergraf-client';
import { Answer } from '../answer/answer.tsx';
import { ErrorBox, Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { useTextField } from '../answer/field.tsx';
import { NumberForm } from '../answer/number-form.tsx';
import { EnhetDocument } from '../graph/graphql.ts';
import { useTexts } from '../language/language.ts';
import { ENHETER } from '../sandbox/people.ts';
import { useKilde } from '../use-kilde.ts';
import { useLookUp } from '../use-look-up.ts';
import { EnhetDetails } from './enhet-details.tsx';
import { OtherEnhet } from './other-enhet.tsx';
import { aboutTheNumber, type EnhetFeil } from './texts.ts';

/** Looks up a unit, and follows an answer that leads to another. */
export function EnhetPage() {
  const { enhet } = useTexts();
  const field = useTextField();
  const request = useLookUp(EnhetDocument);
  const resultat = request.state.data?.enhet?.basisdata;
  useKilde('GRUNNDATA', resultat);

  const wrong = aboutTheNumber(resultat);
  const again = request.sendAgain;
  const explain = (feil: Exclude<EnhetFeil, { __typename: 'KildeUtilgjengelig' }>) => (
    <ErrorBox
      text={enhet.errors[feil.__typename]}
      feil={feil}
      atField={wrong !== undefined}
      tryAgain={feil.kanProevesIgjen ? again : undefined}
    />
  );
  const lookUp = (organisasjonsnummer: string) => request.lookUp({ organisasjonsnummer });
  function follow(other: string) {
    field.type(other);
    lookUp(other);
  }
  const lead = (feil: Parameters<typeof OtherEnhet>[0]['feil']) => <OtherEnhet feil={feil} onFollow={follow} />;

  return (
    <div className="columns">
      <NumberForm
        texts={enhet.form}
        examples={ENHETER}
        field={field}
        refused={wrong && enhet.errors[wrong]}
        onNumber={lookUp}
        onEmpty={request.clear}
      />
      <Answer request={request}>
        {() =>
          matchResultat(resultat, {
            Basisdata: (data) => <EnhetDetails data={data} />,
            SlettetSomDublett: lead,
            SlettetSomSammenslaatt: lead,
            HarRegistreringsenhet: lead,
            EnhetErBedrift: lead,
            EnhetErRegistreringsenhet: explain,
            EnhetSlettet: explain,
            KorrektEnhetSlettet: explain,
            EnhetAldriOpprettet: explain,
            OrgnrIkkeGitt: explain,
            UgyldigOrganisasjonsnummer: explain,
            UgyldigOrganisasjonsnummerFormat: explain,
            GrunndataManglerAutorisasjon: explain,
            GrunndataFeilBrukernavnEllerPassord: explain,
            GrunndataUventetFeil: explain,
            UdokumentertFeil: explain,
            KildeUtilgjengelig: (feil) => <Utilgjengelig feil={feil} tryAgain={again} />,
            null: () => <Uventet tryAgain={again} />,
          })
        }
      </Answer>
    </div>
  );
}
