import { matchResultat } from 'registergraf/client';
import { AnswerHeading } from '../answer/answer-heading.tsx';
import { unavailable, useWords } from '../answer/words.ts';
import type { PostkasseFragment } from '../graph/graphql.ts';
import { useKilde } from '../use-kilde.ts';
import { type KontaktregisterResultat, TEXTS } from './texts.ts';

/** The choice is made. What the contact register says of it now, is beside that: it may be silent, and the choice stands. */
export function ValgtPostkasse({ resultat }: { readonly resultat: KontaktregisterResultat }) {
  const words = useWords();
  return (
    <div className="done">
      <AnswerHeading>Postkassen er valgt</AnswerHeading>
      {matchResultat(resultat, {
        Kontaktregisteroppfoering: ({ digitalPost }) =>
          digitalPost ? <Postkasse postkasse={digitalPost} /> : <p>Registeret viser den ikke ennå.</p>,
        BrukerIkkeFunnet: ({ __typename }) => <p>{TEXTS[__typename].what}</p>,
        UgyldigPersonnummer: ({ __typename }) => <p>{TEXTS[__typename].what}</p>,
        UdokumentertFeil: ({ __typename }) => <p>{TEXTS[__typename].what}</p>,
        KildeUtilgjengelig: (feil) => <p>Den kan ikke vises: {unavailable(words, feil).what}</p>,
        null: () => <p>Den kan ikke vises akkurat nå.</p>,
      })}
    </div>
  );
}

function Postkasse({
  postkasse: { postkasseadresse, postkasseleverandoer },
}: {
  readonly postkasse: PostkasseFragment;
}) {
  const words = useWords();
  const { organisasjonsnummer, basisdata } = postkasseleverandoer;
  useKilde('GRUNNDATA', basisdata);
  return (
    <dl>
      <dt>Postkasseadresse</dt>
      <dd>{postkasseadresse}</dd>
      <dt>Leverandør</dt>
      <dd>
        {/* Only a name, from another register: every error but that it is down shows as the number alone. */}
        {matchResultat(basisdata, {
          Basisdata: ({ navn }) => navn,
          KildeUtilgjengelig: (feil) => <span className="hint">{unavailable(words, feil).what}</span>,
          Registerfeil: () => undefined,
          null: () => undefined,
        })}{' '}
        <span className="digits">{organisasjonsnummer}</span>
      </dd>
    </dl>
  );
}
