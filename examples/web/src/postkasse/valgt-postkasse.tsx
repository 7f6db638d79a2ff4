import { matchResultat } from 'registergraf-client';
import { Done } from '../answer/done.tsx';
import { unavailable } from '../answer/feil.ts';
import type { PostkasseFragment } from '../graph/graphql.ts';
import { useTexts } from '../language/language.ts';
import { useKilde } from '../use-kilde.ts';
import type { KontaktregisterResultat, PostkasseFeil } from './texts.ts';

/** The choice is made. What the contact register says of it now, is beside that: it may be silent, and the choice stands. */
export function ValgtPostkasse({ resultat }: { readonly resultat: KontaktregisterResultat }) {
  const texts = useTexts();
  const { postkasse } = texts;
  const explain = ({ __typename }: PostkasseFeil) => <p>{postkasse.errors[__typename].what}</p>;
  return (
    <Done what={postkasse.chosen}>
      {matchResultat(resultat, {
        Kontaktregisteroppfoering: ({ digitalPost }) =>
          digitalPost ? <Postkasse postkasse={digitalPost} /> : <p>{postkasse.notShownYet}</p>,
        BrukerIkkeFunnet: explain,
        UgyldigPersonnummer: explain,
        UdokumentertFeil: explain,
        KildeUtilgjengelig: (feil) => <p>{postkasse.cannotBeShown(unavailable(texts, feil).what)}</p>,
        null: () => <p>{postkasse.cannotBeShownNow}</p>,
      })}
    </Done>
  );
}

function Postkasse({
  postkasse: { postkasseadresse, postkasseleverandoer },
}: {
  readonly postkasse: PostkasseFragment;
}) {
  const texts = useTexts();
  const { organisasjonsnummer, basisdata } = postkasseleverandoer;
  useKilde('GRUNNDATA', basisdata);
  return (
    <dl>
      <dt>{texts.postkasse.postkasseadresse}</dt>
      <dd>{postkasseadresse}</dd>
      <dt>{texts.postkasse.leverandoer}</dt>
      <dd>
        {/* Only a name, from another register: every error but that it is down shows as the number alone. */}
        {matchResultat(basisdata, {
          Basisdata: ({ navn }) => navn,
          KildeUtilgjengelig: (feil) => <span className="hint">{unavailable(texts, feil).what}</span>,
          Registerfeil: () => undefined,
          null: () => undefined,
        })}{' '}
        <span className="digits">{organisasjonsnummer}</span>
      </dd>
    </dl>
  );
}
