import { matchResultat } from 'registergraf-client';
import { useEffect } from 'react';
import { Answer } from '../answer/answer.tsx';
import { Done } from '../answer/done.tsx';
import { Utilgjengelig, Uventet } from '../answer/error-box.tsx';
import { SletKontaktinformationDocument } from '../graph/graphql.ts';
import { useTexts } from '../language/language.ts';
import { useKilde } from '../use-kilde.ts';
import { useWrite } from '../use-write.ts';
import { explain } from './explain.tsx';
import { Panel } from './panel.tsx';
import type { KontaktinformationResultat, Type } from './texts.ts';

interface Props {
  readonly cpr: string;
  readonly type: Type;
  readonly onWritten: (kontaktinformation: KontaktinformationResultat) => void;
  readonly onKeep: () => void;
}

/** Deletes a number or address, once its user has said so a second time. */
export function SletKontaktdata({ cpr, type, onWritten, onKeep }: Props) {
  const texts = useTexts().kontaktinformation;
  const own = texts.types[type];
  const write = useWrite(SletKontaktinformationDocument);
  const resultat = write.state.data?.sletKontaktinformation;
  useKilde('STAR', resultat);
  const done = resultat?.__typename === 'KontaktinformationGemt';
  useEffect(() => {
    if (resultat?.__typename === 'KontaktinformationGemt') onWritten(resultat.borger.kontaktinformation);
  }, [resultat, onWritten]);

  return (
    <Panel heading={done ? own.delete : own.reallyDelete}>
      {!done && (
        <>
          <p>{texts.deleteWarning}</p>
          <div className="choice">
            <button
              type="button"
              className="ds-button"
              data-color="danger"
              aria-disabled={write.state.fetching}
              onClick={() => write.submit({ input: { cpr, kontaktdataType: type } })}
            >
              {texts.reallyYes}
            </button>
            <button type="button" className="ds-button" data-variant="secondary" onClick={onKeep}>
              {texts.keep}
            </button>
          </div>
        </>
      )}
      {/* The key: what comes in the buttons' place is new there, and has not moved up. */}
      <Answer key={String(done)} request={write} writes>
        {() =>
          matchResultat(resultat, {
            KontaktinformationGemt: () => <Done what={own.deleted} />,
            BorgerErDoed: explain,
            EmailHarHuskeserviceAbonnement: explain,
            IkkeAktueltCpr: explain,
            UgyldigCpr: explain,
            UkendtCpr: explain,
            UgyldigEmail: explain,
            UgyldigMobiltelefon: explain,
            UgyldigTelefon: explain,
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
    </Panel>
  );
}
