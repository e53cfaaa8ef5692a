import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Plan } from './scaffold.ts'

/** Files of a plan that are there already: then nothing may be written. */
export function inTheWay(root: string, { files }: Plan): string[] {
  return Object.keys(files).filter((path) => existsSync(resolve(root, path)))
}

/** Writes a plan below a folder and formats what it wrote. Gives the paths of new files and of changed ones. */
export function apply(root: string, { files, changes }: Plan): { made: string[]; changed: string[] } {
  const changed = Object.entries(changes).map(
    ([path, change]) => [path, change(readFileSync(resolve(root, path), 'utf8'))] as const,
  )
  const all = [...Object.entries(files), ...changed]
  for (const [path, text] of all) {
    mkdirSync(dirname(resolve(root, path)), { recursive: true })
    writeFileSync(resolve(root, path), text)
  }
  const paths = all.map(([path]) => path)
  const biome = resolve(root, 'node_modules/@biomejs/biome/bin/biome')
  execFileSync(process.execPath, [biome, 'check', '--write', ...paths], { cwd: root, stdio: 'pipe' })
  return { made: Object.keys(files), changed: changed.map(([path]) => path) }
}
