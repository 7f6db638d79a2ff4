/** Told of a failure. */
type Fail = (error: unknown) => void;

/** Each tells of a failure when graphql-js would: it goes through the values of an object once more, and not through those of a list. */
export const failNow = (fail: Fail): Fail => fail;
export const failNext =
  (fail: Fail): Fail =>
  (error) =>
    void Promise.reject(error).then(undefined, fail);

/** The object, or the list, when all that it waits for stands in its place. */
export function gathered<Key extends string | number, Whole extends Record<Key, unknown>>(
  whole: Whole,
  places: readonly Key[],
  pending: readonly Promise<unknown>[],
  when: (fail: Fail) => Fail,
): Promise<Whole> {
  return new Promise((resolve, reject) => {
    let left = pending.length;
    const fail = when(reject);
    for (let index = 0; index < pending.length; index += 1) {
      const put = (value: unknown) => {
        whole[places[index] as Key] = value as Whole[Key];
        left -= 1;
        if (left === 0) resolve(whole);
      };
      pending[index]?.then(put, fail);
    }
  });
}
