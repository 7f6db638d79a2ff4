import { Feilboks } from '../answer/Feilboks.tsx';
import { type Enhetsfeil, TEKSTER } from './tekster.ts';

type Leading = Extract<
  Enhetsfeil,
  { __typename: 'SlettetSomDublett' | 'SlettetSomSammenslaatt' | 'HarRegistreringsenhet' | 'EnhetErBedrift' }
>;

interface Props {
  readonly feil: Leading;
  readonly onFollow: (organisasjonsnummer: string) => void;
}

/** An answer that leads to another unit, and the way there. */
export function RettEnhet({ feil, onFollow }: Props) {
  const { nummer, navn } = rettEnhet(feil);
  return (
    <Feilboks text={TEKSTER[feil.__typename]} feil={feil} leads={nummer !== undefined}>
      {nummer && (
        <button type="button" onClick={() => onFollow(nummer)}>
          Gå til {navn ?? 'enheten'} (<span className="digits">{nummer}</span>)
        </button>
      )}
    </Feilboks>
  );
}

function rettEnhet(feil: Leading): { readonly nummer?: string | undefined; readonly navn?: string } {
  switch (feil.__typename) {
    case 'SlettetSomDublett':
    case 'SlettetSomSammenslaatt':
      return { nummer: feil.korrektEnhet?.organisasjonsnummer, ...navnet(feil.data) };
    case 'HarRegistreringsenhet':
      return { nummer: feil.registreringsenhet?.organisasjonsnummer, ...navnet(feil.data) };
    case 'EnhetErBedrift':
      return { nummer: feil.juridiskEnhet?.organisasjonsnummer };
  }
}

/** The other unit's name, which comes along. */
function navnet(data: Extract<Leading, { data: unknown }>['data']): { readonly navn?: string } {
  return data.__typename === 'Basisdata' ? { navn: data.navn } : {};
}
