// Adds to a package-lock.json the entries of optional packages for other platforms that the registry in use does not serve.
// Without them `npm ci` refuses the lock ("Missing: ... from lock file") on every machine. Run after each `npm install`:
//   node tests/tools/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs'

const file = process.argv[2] ?? 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
const added = {}
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (`node_modules/${name}` in lock.packages || `${path}/node_modules/${name}` in lock.packages) continue
    if (!/^\d+\.\d+\.\d+[-\w.]*$/.test(version)) throw new Error(`${name}: ${version} is no exact version`)
    const word = (...words) => words.find((each) => new RegExp(`[-/]${each}(-|$)`).test(name))
    const os = word('android', 'darwin', 'linux', 'win32', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix')
    const cpu = word('arm64', 'arm', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64')
    if (!os || !cpu) throw new Error(`${name}: for which platform?`)
    const libc = word('musl') ? { libc: ['musl'] } : {}
    const { license } = entry
    added[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(entry.dev && { dev: true }),
      ...libc,
      ...(license && { license }),
      optional: true,
      os: [os],
    }
  }
}
const packages = { ...lock.packages, ...added }
const sorted = Object.keys(packages).sort((a, b) => a.localeCompare(b, 'en'))
lock.packages = Object.fromEntries(sorted.map((key) => [key, packages[key]]))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${Object.keys(added).join('\n')}\n`)
