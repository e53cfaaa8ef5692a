/** Runs something many times and gives how long single runs took, in microseconds. */
export function measure(times: number, run: (index: number) => void): { p50: number; p99: number; max: number } {
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    const from = process.hrtime.bigint()
    run(i)
    took.push(Number(process.hrtime.bigint() - from) / 1000)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) =>
    Math.round((took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0) * 10) / 10
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}
