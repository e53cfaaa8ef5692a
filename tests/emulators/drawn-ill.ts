/** Which ill a number from 0 to below 1 stands for: each takes its share of the stretch in the order given, the rest is none. */
export function drawnIll<Ill extends string>(
  share: Partial<Record<Ill, number>>,
  { order, drawn }: { order: readonly Ill[]; drawn: number },
): Ill | undefined {
  let from = 0
  for (const how of order) {
    from += share[how] ?? 0
    if (drawn < from) return how
  }
  return undefined
}
