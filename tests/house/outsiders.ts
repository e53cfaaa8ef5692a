import type { Files } from './source.ts'

// Patterns are put together from pieces, so that this file does not find itself.
const folders = ['work', 'root', 'home'].join('|')

const patterns: Record<string, RegExp> = {
  'a registry of packages': new RegExp(
    `\\b${'regis'}${'try'}\\.[a-z0-9-]+\\.[a-z]{2,}|"${'resol'}${'ved'}":\\s*"http|/${'artifact'}${'ory'}/`,
    'i',
  ),
  'a path of one machine': new RegExp(`(?<![\\w.$)}\\]-])/(?:${folders})/`),
  'a private key': new RegExp(`-----BEGIN [A-Z ]*PRIVATE ${'KEY'}`),
  'a token for packages': new RegExp(`_auth${'Token'}|\\bnpm_[A-Za-z0-9]{30,}`),
  'a token of a cloud': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b/,
  'a token of a code host': /\b(?:ghp|gho|ghs|ghu)_[A-Za-z0-9]{30,}|\bgithub_pat_\w{30,}|\bglpat-[\w-]{20}/,
  'a token of a chat': /\bxox[abprs]-[A-Za-z0-9-]{20,}|\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b/,
  'a token of a service': /\bsk-[A-Za-z0-9_-]{24,}|\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/,
  'a password in an address': /\b[a-z][a-z0-9+]*:\/\/[^\s/:@'"`$<{]+:(?!loa@|postgres@|password@)[^\s/:@'"`$<{]{6,}@/,
}

/** Things that have no business in a repository that everybody may read. */
export function outsiders(files: Files): string[] {
  return Object.entries(files).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) =>
      Object.entries(patterns)
        .filter(([, pattern]) => pattern.test(line))
        .map(([what]) => `${path}:${index + 1} names ${what}`),
    ),
  )
}
