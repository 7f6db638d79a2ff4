import { createContext, useContext } from 'react';
import { en } from './en.ts';
import { nb } from './nb.ts';
import type { Texts } from './texts.ts';

/** The first is spoken until somebody chooses. A further one is a line here, and a table. */
export const LANGUAGES = { nb, en } as const satisfies Record<string, Texts>;

export type Language = keyof typeof LANGUAGES;

export const TextsContext = createContext<Texts>(nb);

export function useTexts(): Texts {
  return useContext(TextsContext);
}
