import { words } from '../texts.ts';
import { leaf, one, optional, type Particle } from '../xml/tree.ts';

/** A name, cut into lines. */
export const navn = (first: number): Particle[] => [
  one(leaf('navn1', words(first))),
  ...['navn2', 'navn3', 'navn4', 'navn5'].map((name) => optional(leaf(name, words(35)))),
];

export const lines = [1, 2, 3].map((number) => optional(leaf(`adresse${number}`, words(35))));
