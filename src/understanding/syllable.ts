const initials = 'ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|g|h|k|l|m|n|p|q|r|s|t|v|x'

const rimes = [
  'a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu ech enh',
  'i ia ich iem ien ieng iep iet ieu im in inh ip it iu iec o oa oac oach oai oam oan oang oanh oao oap oat oay',
  'oc oe oen oeo oet oi om on ong op ot u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot',
  'uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu yt',
].join(' ')

const pattern = new RegExp(`^(?:${initials})?(?:${rimes.split(' ').join('|')})$`)

/** Whether a folded word could be a syllable of Vietnamese: "nuoc" could, "voons" and "loans" could not. */
export function isSyllable(folded: string): boolean {
  return folded.length <= 7 && pattern.test(folded)
}

/**
 * What a word was meant to be when the keyboard's tone marks came out as letters or digits: "voons" and "vo6n1" are "von".
 * Undefined when nothing readable comes of it.
 */
export function undoKeys(folded: string): string | undefined {
  const plain = /\d/.test(folded) ? withoutDigits(folded) : folded
  if (plain === undefined) return undefined
  if (plain !== folded && isSyllable(plain)) return plain
  return telexForms(plain).find(isSyllable)
}

/** VNI: digits 1 to 9 behind a letter. A word that begins with a digit is a figure ("50tr"). */
function withoutDigits(folded: string): string | undefined {
  return /^[a-z]+[a-z0-9]*$/.test(folded) && /[aeiouy]/.test(folded) ? folded.replace(/\d/g, '') : undefined
}

/** Telex: doubled letters and `w` stand for the shape, one of s f r x j behind the vowel for the tone. */
function telexForms(word: string): string[] {
  const shaped = word
    .replace(/([aeod])\1/g, '$1')
    .replace(/^w/, 'u')
    .replace(/w/g, '')
  const toneAtEnd = shaped.replace(/[sfrxjz]$/, '')
  const toneInside = shaped.replace(/([aeiouy][a-z]*?)[sfrxj]/, '$1')
  return [shaped, toneAtEnd, toneInside]
}
