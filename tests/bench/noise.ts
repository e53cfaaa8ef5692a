import { measure } from './measure.ts'

/** Work of always the same length, some tens of microseconds, without garbage: what it takes longer than usual is the machine's doing. */
export function noise(): ReturnType<typeof measure> {
  let kept = 0
  const turn = (index: number) => {
    let x = index
    for (let i = 0; i < 10_000; i++) x = (x * 31 + i) | 0
    kept ^= x
  }
  const took = measure(5_000, turn)
  // Looked at, so that the loop cannot be left out.
  if (kept === 0.5) throw new Error('a whole number is no half')
  return took
}
