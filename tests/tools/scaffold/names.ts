/** One name in the four writings that code uses, and as words. */
export interface Names {
  /** `my-loan`: files, flows, jobs, pages. */
  kebab: string
  /** `my_loan`: programmes, questions, options. */
  snake: string
  /** `myLoan`: constants and functions. */
  camel: string
  /** `MyLoan`: types and components. */
  pascal: string
  /** `my loan`: sentences. */
  words: string
}

/** Reads a name typed in kebab-case or snake_case. Undefined for any other. */
export function namesOf(typed: string): Names | undefined {
  const kebab = typed.replaceAll('_', '-')
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kebab) || kebab.length > 24) return undefined
  const parts = kebab.split('-')
  const capital = (part: string) => part.slice(0, 1).toUpperCase() + part.slice(1)
  const pascal = parts.map(capital).join('')
  return {
    kebab,
    snake: parts.join('_'),
    camel: pascal.slice(0, 1).toLowerCase() + pascal.slice(1),
    pascal,
    words: parts.join(' '),
  }
}
