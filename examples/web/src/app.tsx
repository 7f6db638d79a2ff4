import { type FunctionComponent, useCallback, useMemo, useState } from 'react';
import type { Kilde } from 'registergraf-client';
import { Provider } from 'urql';
import { EnhetPage } from './enhet/enhet-page.tsx';
import { type Clients, createClients } from './gateway.ts';
import { KontaktinformationPage } from './kontaktinformation/kontaktinformation-page.tsx';
import { LANGUAGES, TextsContext } from './language/language.ts';
import { LanguageSwitch } from './language/language-switch.tsx';
import { useLanguage } from './language/use-language.ts';
import { PostkassePage } from './postkasse/postkasse-page.tsx';
import { CallerChoice } from './sandbox/caller-choice.tsx';
import { CALLERS, type CallerId } from './sandbox/callers.ts';
import { useHash } from './use-hash.ts';
import { ReportKilde } from './use-kilde.ts';
import { View } from './view.tsx';

interface Register {
  /** The name of its part of the page in the address, and of its texts. */
  readonly id: 'enhet' | 'postkasse' | 'kontaktinformation';
  readonly kilde: Kilde;
  readonly client: keyof Clients;
  readonly Page: FunctionComponent;
}

const ENHET: Register = { id: 'enhet', kilde: 'GRUNNDATA', client: 'publicData', Page: EnhetPage };

const REGISTERS: readonly Register[] = [
  ENHET,
  { id: 'postkasse', kilde: 'OPPSLAGSTJENESTEN', client: 'personalData', Page: PostkassePage },
  { id: 'kontaktinformation', kilde: 'STAR', client: 'personalData', Page: KontaktinformationPage },
];

/** One register at a time. Which of them did not answer when last asked, stands beside their names all the while. */
export function App() {
  const hash = useHash();
  const [language, setLanguage] = useLanguage();
  const [caller, setCaller] = useState<CallerId>('everything');
  const [down, report] = useDown();
  const clients = useMemo(() => createClients(CALLERS[caller]), [caller]);
  const texts = LANGUAGES[language];
  const { id, client, Page } = REGISTERS.find((register) => register.id === hash) ?? ENHET;

  return (
    <TextsContext value={texts}>
      <header>
        <div className="top">
          <p className="brand">Registergraf</p>
          <LanguageSwitch language={language} onLanguage={setLanguage} />
          <CallerChoice caller={caller} onCaller={setCaller} />
        </div>
        <p className="hint">{texts.page.about}</p>
        <nav aria-label={texts.page.registers}>
          {REGISTERS.map((register) => (
            <a key={register.id} href={`#${register.id}`} aria-current={register.id === id ? 'page' : undefined}>
              {texts[register.id].name}
              <span className="down">{down.has(register.kilde) && texts.page.notAnswering}</span>
            </a>
          ))}
        </nav>
      </header>
      <Provider value={clients[client]}>
        <ReportKilde value={report}>
          {/* The keys: who leaves a register, or asks as somebody else, leaves no person behind on the page. */}
          <View key={id} name={texts[id].name} moved={hash !== ''}>
            <Page key={caller} />
          </View>
        </ReportKilde>
      </Provider>
    </TextsContext>
  );
}

/** The registers that did not answer when they were last asked. */
function useDown(): [ReadonlySet<Kilde>, (kilde: Kilde, isDown: boolean) => void] {
  const [down, setDown] = useState<ReadonlySet<Kilde>>(new Set());
  const report = useCallback((kilde: Kilde, isDown: boolean) => {
    setDown((before) => {
      if (before.has(kilde) === isDown) return before;
      const others = [...before].filter((other) => other !== kilde);
      return new Set(isDown ? [...others, kilde] : others);
    });
  }, []);
  return [down, report];
}
