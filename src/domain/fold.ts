/** Text as it is compared: lower case, without tone marks or punctuation, single spaces. "Hộ CẬN nghèo!" becomes "ho can ngheo". */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
