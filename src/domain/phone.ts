/** Old mobile prefixes of eleven digits, and what they became in 2018. People still carry the old ones on paper. */
const oldPrefixes: Record<string, string> = {
  '0162': '032',
  '0163': '033',
  '0164': '034',
  '0165': '035',
  '0166': '036',
  '0167': '037',
  '0168': '038',
  '0169': '039',
  '0120': '070',
  '0121': '079',
  '0122': '077',
  '0126': '076',
  '0128': '078',
  '0123': '083',
  '0124': '084',
  '0125': '085',
  '0127': '081',
  '0129': '082',
  '0186': '056',
  '0188': '058',
  '0199': '059',
}

/** Reads a Vietnamese mobile number in any common writing ("+84 912 345 678", "0912.345.678") as ten digits, or undefined. */
export function readPhone(text: string): string | undefined {
  if (!/^[+\d\s().-]+$/.test(text.trim())) return undefined
  const digits = text.replace(/\D/g, '').replace(/^(?:00)?84(?=\d{9,10}$)/, '0')
  const today = digits.length === 11 ? (oldPrefixes[digits.slice(0, 4)] ?? '') + digits.slice(4) : digits
  return /^0[35789]\d{8}$/.test(today) ? today : undefined
}

/** A number as it is shown to staff who need not see it: "091****678". */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-3)}`
}
