import { ErrorBox } from '../answer/error-box.tsx';
import { useTexts } from '../language/language.ts';
import type { EnhetFeil } from './texts.ts';

type Leading = Extract<
  EnhetFeil,
  { __typename: 'SlettetSomDublett' | 'SlettetSomSammenslaatt' | 'HarRegistreringsenhet' | 'EnhetErBedrift' }
>;

interface Props {
  readonly feil: Leading;
  readonly onFollow: (organisasjonsnummer: string) => void;
}

/** An answer that leads to another unit, and the way there. */
export function OtherEnhet({ feil, onFollow }: Props) {
  const { enhet } = useTexts();
  const { nummer, navn } = otherEnhet(feil);
  return (
    <ErrorBox text={enhet.errors[feil.__typename]} feil={feil} leads={nummer !== undefined}>
      {nummer && (
        <button type="button" className="ds-button" onClick={() => onFollow(nummer)}>
          <span>
            {enhet.goTo(navn)} (<span className="digits">{nummer}</span>)
          </span>
        </button>
      )}
    </ErrorBox>
  );
}

function otherEnhet(feil: Leading): { readonly nummer?: string | undefined; readonly navn?: string } {
  switch (feil.__typename) {
    case 'SlettetSomDublett':
    case 'SlettetSomSammenslaatt':
      return { nummer: feil.korrektEnhet?.organisasjonsnummer, ...otherName(feil.data) };
    case 'HarRegistreringsenhet':
      return { nummer: feil.registreringsenhet?.organisasjonsnummer, ...otherName(feil.data) };
    case 'EnhetErBedrift':
      return { nummer: feil.juridiskEnhet?.organisasjonsnummer };
  }
}

/** The other unit's name, which comes along. */
function otherName(data: Extract<Leading, { data: unknown }>['data']): { readonly navn?: string } {
  return data.__typename === 'Basisdata' ? { navn: data.navn } : {};
}
