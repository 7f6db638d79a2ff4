/** Numbers that are missed, as ranges: a file may lack a million. */
export class Ranges<Where> {
  #ranges: { from: number; through: number; readonly where: Where }[] = [];

  add(from: number, through: number, where: Where): void {
    this.#ranges.push({ from, through, where });
  }

  /** Whether the number was among them, and is not any more. */
  take(number: number): boolean {
    const index = this.#ranges.findIndex(({ from, through }) => from <= number && number <= through);
    const range = this.#ranges[index];
    if (!range) return false;
    const { from, through, where } = range;
    const rest = [
      { from, through: number - 1, where },
      { from: number + 1, through, where },
    ].filter((left) => left.from <= left.through);
    this.#ranges.splice(index, 1, ...rest);
    return true;
  }

  get count(): number {
    return this.#ranges.length;
  }

  /** All of them, which are then known no more. */
  drain(): readonly { readonly from: number; readonly through: number; readonly where: Where }[] {
    return this.#ranges.splice(0);
  }
}
