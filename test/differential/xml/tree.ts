import type { Random } from '../random.ts';
import type { Kind } from '../texts.ts';

/** An element of an answer that is being made: everything can be changed until it is printed. */
export interface Element {
  name: string;
  namespace: string;
  attributes: Attribute[];
  content: (Element | string)[];
}

export interface Attribute {
  name: string;
  namespace: string;
  value: string;
}

export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** What a register's schema says of an element. */
export interface Model {
  readonly name: string;
  readonly namespace?: string;
  readonly attributes?: Readonly<Record<string, Kind | { readonly optional: Kind }>>;
  readonly content: Kind | readonly Particle[];
}

export interface Particle {
  readonly model: Model;
  readonly min: number;
  readonly max: number;
  /** How often it is there, where it need not be. */
  readonly often?: number;
}

export const one = (model: Model): Particle => ({ model, min: 1, max: 1 });
export const optional = (model: Model, often = 0.7): Particle => ({ model, min: 0, max: 1, often });
export const many = (model: Model, min: number, max: number): Particle => ({ model, min, max });
export const leaf = (name: string, content: Kind, attributes: Model['attributes'] = {}): Model => ({
  name,
  content,
  attributes,
});
export const group = (name: string, content: readonly Particle[], attributes: Model['attributes'] = {}): Model => ({
  name,
  content,
  attributes,
});

/** One element as its schema wants it; what is optional is there, absent, empty or nil. */
export function build(model: Model, random: Random, namespace = ''): Element {
  const own = model.namespace ?? namespace;
  const attributes = Object.entries(model.attributes ?? {}).flatMap(([name, kind]) => {
    if (typeof kind === 'function') return { name, namespace: '', value: kind(random) };
    return random.chance(0.7) ? { name, namespace: '', value: kind.optional(random) } : [];
  });
  const content = typeof model.content === 'function' ? [model.content(random)] : buildAll(model.content, random, own);
  return { name: model.name, namespace: own, attributes, content };
}

export function buildAll(particles: readonly Particle[], random: Random, namespace = ''): Element[] {
  return particles.flatMap(({ model, min, max, often }) => {
    if (often !== undefined) {
      if (!random.chance(often)) return [];
      const element = build(model, random, namespace);
      return [random.chance(0.05) ? emptied(element, random) : element];
    }
    const count = min + random.below(max - min + 1);
    return Array.from({ length: count }, () => build(model, random, namespace));
  });
}

/** Without what it holds: said by xsi:nil, or not. */
export function emptied(element: Element, random: Random): Element {
  const attributes = random.chance(0.5) ? element.attributes : [];
  const nil = { name: 'nil', namespace: XSI, value: random.pick(['true', '1']) };
  return { ...element, content: [], attributes: random.chance(0.5) ? [...attributes, nil] : attributes };
}

export function text(name: string, value: string, attributes: Readonly<Record<string, string>> = {}): Element {
  return element(name, [value], attributes);
}

export function element(
  name: string,
  content: (Element | string)[],
  attributes: Readonly<Record<string, string>> = {},
  namespace = '',
): Element {
  return {
    name,
    namespace,
    content,
    attributes: Object.entries(attributes).map(([key, value]) => ({ name: key, namespace: '', value })),
  };
}

/** The element and everything below it, with who holds it. */
export function* below(root: Element, parent?: Element): Generator<{ element: Element; parent: Element | undefined }> {
  yield { element: root, parent };
  for (const child of root.content) if (typeof child !== 'string') yield* below(child, root);
}

export function copy(original: Element): Element {
  return {
    ...original,
    attributes: original.attributes.map((attribute) => ({ ...attribute })),
    content: original.content.map((child) => (typeof child === 'string' ? child : copy(child))),
  };
}
