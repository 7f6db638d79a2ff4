import type { Random } from '../../differential/random.ts';
import { elementsOf } from '../../wire/soap/security/elements.ts';
import type { XmlNode } from '../../../src/wire/soap/xml-node.ts';

/** A document as text, and others of which pieces may be put into it. */
export interface Envelope {
  readonly text: string;
  readonly donors: readonly Donor[];
}

export interface Donor {
  readonly text: string;
  readonly elements: readonly XmlNode[];
}

export function donate(text: string): Donor {
  return { text, elements: elementsOf(text) };
}

export type Change = (envelope: Envelope, elements: readonly XmlNode[], random: Random) => string;

export const between = (text: string, { start, end }: XmlNode) => text.slice(start, end);
export const without = (text: string, { start, end }: XmlNode) => text.slice(0, start) + text.slice(end);
export const put = (text: string, at: number, piece: string) => text.slice(0, at) + piece + text.slice(at);

/** Before, behind, or first or last within an element. */
export function placeAt({ start, end, contentStart, contentEnd }: XmlNode, random: Random): number {
  return random.pick([start, end, contentStart, contentEnd]);
}
