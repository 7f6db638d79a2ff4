import type { Json } from '../units/document.ts';
import { link } from './links.ts';

/** What is found, and which part of it is wanted. */
export interface Wanted {
  readonly page: number;
  readonly size: number;
}

/** Without `_embedded` where there is nothing on the page; links to other pages only where there is more than one. */
export function writePage(
  key: string,
  items: readonly Json[],
  total: number,
  { page, size }: Wanted,
  self: URL,
): { readonly [key: string]: Json } {
  const totalPages = Math.ceil(total / size);
  const at = (number: number) => {
    const href = new URL(self);
    href.searchParams.delete('page');
    href.searchParams.delete('size');
    href.searchParams.append('page', String(number));
    href.searchParams.append('size', String(size));
    return link(readable(href));
  };
  const links = {
    ...(totalPages > 1 && { first: at(0) }),
    ...(totalPages > 1 && page > 0 && { prev: at(page - 1) }),
    self: link(readable(self)),
    ...(page + 1 < totalPages && { next: at(page + 1) }),
    ...(totalPages > 1 && { last: at(totalPages - 1) }),
  };
  return {
    ...(items.length > 0 && { _embedded: { [key]: items } }),
    _links: links,
    page: { size, totalElements: total, totalPages, number: page },
  };
}

/** The commas of a list stay what they are. */
function readable(href: URL): string {
  return href.href.replaceAll('%2C', ',');
}
