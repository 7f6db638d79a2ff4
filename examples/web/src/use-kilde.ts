import { createContext, useContext, useEffect } from 'react';
import type { Kilde } from 'registergraf-client';
import { NO_ACCESS } from './answer/feil.ts';

/** Takes down whether a register answered when it was last asked. */
export const ReportKilde = createContext<(kilde: Kilde, isDown: boolean) => void>(() => {});

/** Tells of an answer that a register gave, or that it gave none. */
export function useKilde(
  kilde: Kilde,
  answer: { readonly __typename: string; readonly kode?: string } | null | undefined,
) {
  const report = useContext(ReportKilde);
  useEffect(() => {
    if (answer) report(kilde, answer.__typename === 'KildeUtilgjengelig' && !NO_ACCESS.has(answer.kode ?? ''));
  }, [kilde, answer, report]);
}
