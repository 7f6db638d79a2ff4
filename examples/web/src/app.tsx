import { type FunctionComponent, useCallback, useState } from 'react';
import type { Kilde } from 'registergraf/client';
import { type Client, Provider } from 'urql';
import { da, nb, type Words } from './answer/words.ts';
import { EnhetPage } from './enhet/enhet-page.tsx';
import { personalData, publicData } from './gateway.ts';
import { KontaktinformationPage } from './kontaktinformation/kontaktinformation-page.tsx';
import { PostkassePage } from './postkasse/postkasse-page.tsx';
import { ReportKilde } from './use-kilde.ts';
import { useHash } from './use-hash.ts';
import { View } from './view.tsx';

interface Register {
  readonly id: string;
  readonly kilde: Kilde;
  readonly name: string;
  readonly words: Words;
  readonly client: Client;
  readonly Page: FunctionComponent;
}

const ENHET: Register = {
  id: 'enhet',
  kilde: 'GRUNNDATA',
  name: 'Enhet',
  words: nb,
  client: publicData,
  Page: EnhetPage,
};

const REGISTERS: readonly Register[] = [
  ENHET,
  {
    id: 'postkasse',
    kilde: 'OPPSLAGSTJENESTEN',
    name: 'Digital postkasse',
    words: nb,
    client: personalData,
    Page: PostkassePage,
  },
  {
    id: 'kontaktinformation',
    kilde: 'STAR',
    name: 'Kontaktinformation',
    words: da,
    client: personalData,
    Page: KontaktinformationPage,
  },
];

/** One register at a time. Which of them did not answer when last asked, stands beside their names all the while. */
export function App() {
  const hash = useHash();
  const [down, setDown] = useState<ReadonlySet<Kilde>>(new Set());
  const report = useCallback((kilde: Kilde, isDown: boolean) => {
    setDown((before) => {
      if (before.has(kilde) === isDown) return before;
      const others = [...before].filter((other) => other !== kilde);
      return new Set(isDown ? [...others, kilde] : others);
    });
  }, []);
  const { id, name, words, client, Page } = REGISTERS.find((register) => register.id === hash) ?? ENHET;

  return (
    <>
      <header>
        <p className="brand">Registergraf</p>
        <p>Tre registre bak én tjeneste. Dette er et eksempel, og numrene som foreslås, er oppdiktede.</p>
        <nav aria-label="Registre">
          {REGISTERS.map((register) => (
            <a
              key={register.id}
              href={`#${register.id}`}
              lang={register.words.lang}
              aria-current={register.id === id ? 'page' : undefined}
            >
              {register.name}
              <span className="down">{down.has(register.kilde) && register.words.notAnswering}</span>
            </a>
          ))}
        </nav>
      </header>
      <Provider value={client}>
        <ReportKilde value={report}>
          {/* The key: who leaves a register leaves no person behind on the page. */}
          <View key={id} name={name} words={words} moved={hash !== ''}>
            <Page />
          </View>
        </ReportKilde>
      </Provider>
    </>
  );
}
