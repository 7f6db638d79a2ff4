/** Where a member stands in a roll; what it takes to remove it. */
export interface Place<Member> {
  readonly member: Member;
}

interface Link<Member> {
  member: Member | undefined;
  before: Link<Member>;
  after: Link<Member>;
}

/**
 * Members that come and go with every request, in the order in which they have come. A Set or a Map would keep them: V8 makes it a new table
 * every few members, to which the old one points, and once a full collection has made one old, all that come after it stay with their members
 * until the next full collection. Young collections then copy everything that the requests have left behind.
 */
export class Roll<Member> {
  readonly #ends: Link<Member>;
  #size = 0;

  constructor() {
    const ends = { member: undefined } as Link<Member>;
    ends.before = ends;
    ends.after = ends;
    this.#ends = ends;
  }

  get size(): number {
    return this.#size;
  }

  /** Undefined where it is empty. */
  get first(): Member | undefined {
    return this.#ends.after.member;
  }

  add(member: Member): Place<Member> {
    const after = this.#ends;
    const { before } = after;
    const link: Link<Member> = { member, before, after };
    before.after = link;
    after.before = link;
    this.#size += 1;
    return link as Place<Member>;
  }

  /** Does nothing where it has been removed already. */
  remove(place: Place<Member>): void {
    const link = place as Link<Member>;
    if (link.after === link) return;
    link.before.after = link.after;
    link.after.before = link.before;
    // It leads to nobody any more: what is removed may be old, and would keep alive what it leads to.
    link.before = link;
    link.after = link;
    link.member = undefined;
    this.#size -= 1;
  }

  /** Puts it behind all others. Does nothing where it has been removed. */
  toEnd(place: Place<Member>): void {
    const link = place as Link<Member>;
    const ends = this.#ends;
    if (link.after === link || link.after === ends) return;
    link.before.after = link.after;
    link.after.before = link.before;
    link.before = ends.before;
    link.after = ends;
    ends.before.after = link;
    ends.before = link;
  }

  /** The first that is so; undefined: none is. */
  find(isSo: (member: Member) => boolean): Member | undefined {
    for (let link = this.#ends.after; link !== this.#ends; link = link.after) {
      if (isSo(link.member as Member)) return link.member;
    }
    return undefined;
  }

  /** Those that are in it now: whoever is removed meanwhile is among them. */
  all(): Member[] {
    const all: Member[] = [];
    for (let link = this.#ends.after; link !== this.#ends; link = link.after) all.push(link.member as Member);
    return all;
  }
}
