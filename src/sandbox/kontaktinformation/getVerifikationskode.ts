import { afvis, isAfvist } from './fejl.ts';
import { readType } from './kodelister.ts';
import type { Operation } from './operation.ts';
import { saveOptegnelse } from './tilstand.ts';
import { findVerificerbar } from './verificerKontaktinformation.ts';

/** K: a new code, which voids the last. It goes to the borger and not into the answer; a hook shows it to tests. */
export const getVerifikationskode: Operation = ({ parameter }, { indstillinger, tilstand }) => {
  if (!/^-?[0-9]{1,15}$/.test(parameter)) return afvis(1014);
  const type = readType(Number(parameter), indstillinger, tilstand.now());
  if (isAfvist(type)) return type;
  return ({ kontaktinformation }) => {
    const entry = findVerificerbar(kontaktinformation, type);
    if (isAfvist(entry)) return entry;
    saveOptegnelse(kontaktinformation, { ...entry, ventende: tilstand.createVerifikationskode(indstillinger) });
    return { status: 200 };
  };
};
