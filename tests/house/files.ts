import { execFileSync } from 'node:child_process'
import { lstatSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Files } from './source.ts'

const root = resolve(import.meta.dirname, '../..')

/** Everything that is, or is about to be, in the repository: tracked files and new ones that are not ignored. Pictures are left out. */
export function repositoryFiles(): Files {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const paths = listed
    .toString()
    .split('\0')
    .filter((path) => path !== '' && lstatSync(resolve(root, path), { throwIfNoEntry: false })?.isFile() === true)
  const texts = paths.map((path) => [path, readFileSync(resolve(root, path), 'utf8')] as const)
  return Object.fromEntries(texts.filter(([, text]) => !text.includes('\0')))
}
