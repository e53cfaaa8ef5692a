/** The number of an identity card as it is shown to staff who need not see it: its last four digits, which tell two people apart. */
export function maskIdentity(number: string): string {
  return `•••••••${number.slice(-4)}`
}
