import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { EmbeddedPlace } from './embedded-place.ts'
import { ended, logSize, programFailed, runProgram } from './embedded-program.ts'

/** How new data are made: the superuser's password, and flags added to `initdb`. */
export interface Creation {
  password: string
  flags: string[]
}

/** Creates the data once; a creation that was cut short is begun again. */
export async function createData(place: EmbeddedPlace, { password, flags }: Creation): Promise<void> {
  if (existsSync(place.data)) return
  const [half, secret] = [`${place.data}.new`, `${place.data}.password`]
  for (const left of [half, secret]) rmSync(left, { recursive: true, force: true })
  mkdirSync(half, { mode: 0o700 })
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if (place.runAs) for (const path of [half, secret]) chownSync(path, place.runAs.uid, place.runAs.gid)
  const names = [
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]
  const access = [`--username=${SUPERUSER}`, `--pwfile=${secret}`, '--auth=scram-sha-256']
  const from = logSize(place)
  const end = await ended(runProgram(place, 'initdb', [`--pgdata=${half}`, ...names, ...access, ...flags]))
  rmSync(secret)
  if (end !== 0) throw programFailed(place, from)
  renameSync(half, place.data)
}

/** The superuser of the embedded database. */
export const SUPERUSER = 'loa'
