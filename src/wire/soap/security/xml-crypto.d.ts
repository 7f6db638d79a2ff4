/**
 * What is used of xml-crypto: its canonicalisers, on nodes of ours. Its own types would bring the browser's whole DOM
 * into the global scope of a server.
 */
declare module 'xml-crypto' {
  type ElementNode = import('./tree.ts').ElementNode;

  export interface NamespacePrefix {
    readonly prefix: string;
    readonly namespaceURI: string;
  }

  export class ExclusiveCanonicalization {
    process(element: ElementNode, options: { readonly inclusiveNamespacesPrefixList?: string[] }): string;
  }

  export class C14nCanonicalization {
    process(element: ElementNode, options: { readonly ancestorNamespaces?: NamespacePrefix[] }): string;
  }
}
