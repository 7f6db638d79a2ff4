import { link } from '../answers/links.ts';
import { notFound, writeJson } from '../answers/write.ts';
import { type Code, MUNICIPALITIES } from '../units/codes.ts';
import type { Handle } from './call.ts';

/** A list of codes, each at the address that it has alone. */
export function answerCodes(codes: readonly Code[], path: string, key: string, own = path): Handle {
  return ({ base, type }) => {
    const list = codes.map((code) => writeCode(code, `${base}/${own}`));
    return writeJson({ _embedded: { [key]: list }, _links: { self: link(`${base}/${path}`) } }, type);
  };
}

export function answerCode(codes: readonly Code[], path: string): Handle {
  return ({ base, type, parts: [kode] }) => {
    const found = codes.find((code) => code.kode === kode);
    return found ? writeJson(writeCode(found, `${base}/${path}`), type) : notFound();
  };
}

function writeCode(code: Code, path: string) {
  return { ...code, _links: { self: link(`${path}/${code.kode}`) } };
}

type Municipality = (typeof MUNICIPALITIES)[number];

export const answerMunicipalities: Handle = ({ base, type }) => {
  const list = MUNICIPALITIES.map((one) => writeMunicipality(one, base));
  return writeJson({ _embedded: { kommuner: list }, _links: { self: link(`${base}/kommuner`) } }, type);
};

export const answerMunicipality: Handle = ({ base, type, parts: [nummer] }) => {
  const found = MUNICIPALITIES.find((one) => one.nummer === nummer);
  return found ? writeJson(writeMunicipality(found, base), type) : notFound();
};

function writeMunicipality(municipality: Municipality, base: string) {
  return { ...municipality, _links: { self: link(`${base}/kommuner/${municipality.nummer}`) } };
}

const ENTRY_POINTS = [
  'enheter',
  'underenheter',
  'organisasjonsformer',
  'oppdateringer/enheter',
  'oppdateringer/underenheter',
  'kommuner',
];

export const answerRoot: Handle = ({ base, type }) => {
  const links = ENTRY_POINTS.map((path) => [path, link(`${base}/${path}`)] as const);
  return writeJson({ _links: Object.fromEntries(links) }, type);
};
