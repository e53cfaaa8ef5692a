import { readdirSync, readFileSync } from 'node:fs'

/** What a process and those it started took. Nothing where the system does not tell (it is Linux that does). */
export interface Use {
  /** The most memory that a single one of them ever held, in megabytes. */
  peakMemoryMb?: number
  /** Seconds of processor time, of all of them together. */
  cpuSeconds?: number
}

/** Reads it while the process lives. */
export function useOf(pid: number): Use {
  const family = [pid, ...descendants(pid)]
  const memory = family.flatMap((id) => read(`/proc/${id}/status`).match(/VmHWM:\s+(\d+) kB/)?.[1] ?? [])
  const ticks = family.flatMap((id) => ticksOf(id))
  return {
    ...(memory.length > 0 ? { peakMemoryMb: Math.round((Math.max(...memory.map(Number)) * 1024) / 1e6) } : {}),
    ...(ticks.length > 0 ? { cpuSeconds: ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond } : {}),
  }
}

/** The processes of that name that this process started, such as the database and the queue. */
export function childrenNamed(name: string): number[] {
  return childrenOf(process.pid).filter((pid) => read(`/proc/${pid}/comm`).trim() === name)
}

/** USER_HZ, which is 100 on every Linux that Node runs on. */
const ticksPerSecond = 100

/** User and system time, its own and that of children that have ended: fields 14 to 17 of proc_pid_stat(5). */
function ticksOf(pid: number): number[] {
  const stat = read(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, 15).map(Number)
  return ticks.length === 4 ? [ticks.reduce((sum, each) => sum + each, 0)] : []
}

function descendants(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendants(child)])
}

function childrenOf(pid: number): number[] {
  return folder(`/proc/${pid}/task`).flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  )
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function folder(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
