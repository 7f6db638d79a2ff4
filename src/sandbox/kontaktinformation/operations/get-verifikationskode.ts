import { refuse, isRefused } from '../answers/fejl.ts';
import { readType } from '../checks/kodelister.ts';
import type { Operation } from './operation.ts';
import { saveEntry } from '../state.ts';
import { findVerifiable } from './verificer-kontaktinformation.ts';

/** A new code, which voids the last. It goes to the borger and not into the answer; a hook shows it to tests. */
export const getVerifikationskode: Operation = ({ parameter }, { settings, state, clock }) => {
  if (!/^-?[0-9]{1,15}$/.test(parameter)) return refuse(1014);
  const type = readType(Number(parameter), settings, clock.now());
  if (isRefused(type)) return type;
  return ({ kontaktinformation }) => {
    const entry = findVerifiable(kontaktinformation, type);
    if (isRefused(entry)) return entry;
    saveEntry(kontaktinformation, { ...entry, pending: state.createVerifikationskode(settings) });
    return { status: 200 };
  };
};
