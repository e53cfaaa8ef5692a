import type { FaultReport } from './run.ts'

/** A run in one line. */
export function lineOf({
  plan,
  violations,
  states,
  twice,
  doubts,
  inFlight,
  told,
  consents,
  tookMs,
  parts,
  peak,
}: FaultReport): string {
  const words = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ') || 'none'
  const blows = plan.blows.map((b) => (b.what === 'postgres' ? b.how : b.what)).join(' ')
  return [
    violations.length === 0 ? 'ok  ' : 'FAIL',
    `seed ${plan.seed} ${plan.backend}${plan.platform === 'zalo' ? ' zalo' : ''}`,
    `${seconds(tookMs)} s (${parts.map(seconds).join(' + ')})`,
    `${plan.rate}/s peak ${peak}`,
    `blows: ${blows}`,
    `in flight ${inFlight}, doubts: ${words(doubts)}${plan.platform === 'zalo' ? `, told ${told}, consents ${consents}` : ''}`,
    `ends: ${words(states)}`,
    `twice: ${words(twice)}`,
  ].join(' | ')
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}
