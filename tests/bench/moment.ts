// The same clock in every process of this machine, and one that nobody sets back.
const origin = Number(process.hrtime.bigint()) / 1e6 - performance.now()

/** Now, in milliseconds since the machine started: moments of two processes can be compared. */
export function moment(): number {
  return origin + performance.now()
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
