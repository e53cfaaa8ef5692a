import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** A text that no later process with the same id shares (its start), or undefined when no such process runs. */
export function processIdentity(pid: number): string | undefined {
  if (!exists(pid)) return undefined
  if (existsSync('/proc/self/stat')) return fromProc(pid)
  if (process.platform === 'win32') return String(pid)
  return ps(pid, 'lstart=')
}

/** The command line of a running process, or undefined where it cannot be read. */
export function commandLine(pid: number): string | undefined {
  if (existsSync('/proc/self/stat')) return read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ')
  return process.platform === 'win32' ? undefined : ps(pid, 'args=')
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

// The name in brackets may hold anything, so the fields are counted from the last bracket on: 1st the state, 20th the start.
function fromProc(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (!fields || fields[0] === 'Z' || fields[0] === 'X') return undefined
  return `${read('/proc/sys/kernel/random/boot_id')?.trim()}:${fields[19]}`
}

function ps(pid: number, column: string): string | undefined {
  const { stdout } = spawnSync('ps', ['-o', column, '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  return stdout?.trim() || undefined
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
