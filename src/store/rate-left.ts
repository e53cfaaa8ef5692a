/**
 * In SQL, for a row of `bucket` by its name in the statement: the share of the rate that is left at a moment, which is SQL as well.
 * 1 where nothing was ever cut, or all has grown back.
 */
export function rateLeft(row: string, at: string): string {
  const seconds = `GREATEST(0, extract(epoch FROM ${at} - COALESCE(${row}.cut_at, ${at})))::float8`
  return `LEAST(1, ${row}.factor + ${cut.backPerSecond}::float8 * ${seconds})`
}

/** After a refusal for pace this share of the rate is left, never under the floor; so much comes back each second. */
export const cut = { share: 0.9, floor: 0.1, backPerSecond: 0.005 } as const
