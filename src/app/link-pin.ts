/** The six digits of a PIN, from the system's secure source of chance: 48 bits make each as likely as any other, to one in a hundred million. */
export function linkPin(randomBytes: (count: number) => Uint8Array): string {
  const chance = randomBytes(6).reduce((sum, byte) => sum * 256 + byte, 0)
  return String(chance % 1_000_000).padStart(6, '0')
}
