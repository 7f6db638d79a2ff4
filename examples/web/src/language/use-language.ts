import { useEffect, useState } from 'react';
import { LANGUAGES, type Language } from './language.ts';

/** The name in the address under which the language stands: it can be linked to, and the browser keeps nothing. */
const PARAMETER = 'lang';

/** The language of the page, and how it is changed. */
export function useLanguage(): [Language, (language: Language) => void] {
  const [language, setLanguage] = useState(inAddress);

  useEffect(() => {
    document.documentElement.lang = LANGUAGES[language].lang;
  }, [language]);

  function change(next: Language) {
    const address = new URL(location.href);
    address.searchParams.set(PARAMETER, next);
    history.replaceState(null, '', address);
    setLanguage(next);
  }
  return [language, change];
}

function inAddress(): Language {
  const named = new URLSearchParams(location.search).get(PARAMETER) ?? '';
  return Object.hasOwn(LANGUAGES, named) ? (named as Language) : 'nb';
}
