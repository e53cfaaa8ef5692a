import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { makeControl } from './control.ts'
import { startZaloEmulator, type ZaloEmulator } from './emulator.ts'
import { servePage } from './page.ts'
import type { TemplateGiven } from './templates.ts'
import { choices, type Variant } from './variants.ts'

// Runs the emulator by itself, with a page that looks like a phone: npm run emulator -- zalo
//   --port N              the port; 8788 where not said
//   --webhook URL         where Loa listens; http://127.0.0.1:3000/webhooks/zalo where not said
//   --callback URL        where consent leads back to, as registered in the console
//   --templates FILE      registered templates, a list of { id, text, parameters: [{ name }] } in JSON
//   --variant NAME=WAY    what differs from the documented Zalo, as often as wanted: --variant buttons=reject
//   --json                prints one line of JSON for a program instead
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8788' },
    webhook: { type: 'string', default: 'http://127.0.0.1:3000/webhooks/zalo' },
    callback: { type: 'string' },
    templates: { type: 'string' },
    variant: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  },
})

let ahead = 0
const now = () => Date.now() + ahead
let emulator: ZaloEmulator | undefined
const control = makeControl({
  emulator: () => emulator!,
  now,
  moveClock: (ms) => {
    ahead += ms
  },
})
const { port, webhook } = values
const templates: TemplateGiven[] = values.templates ? JSON.parse(readFileSync(values.templates, 'utf8')) : []
emulator = await startZaloEmulator({
  port: Number(port),
  now,
  webhook,
  templates,
  variant: variantOf(values.variant),
  settings: values.callback ? { redirectUri: values.callback } : {},
  aside: (request, response) => control(request, response) || servePage(emulator!, request, response),
})
process.stdout.write(values.json ? `${JSON.stringify(printed(emulator))}\n` : forPeople(emulator))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator?.close())

function printed({ root, roots, env }: ZaloEmulator) {
  return { root, roots, control: `${root}/__emu`, env: env() }
}

function forPeople({ root, settings, env }: ZaloEmulator): string {
  // Consent leads back to the address that is registered, and to no other.
  const all = { PUBLIC_URL: new URL(settings.redirectUri).origin, ...env() }
  const lines = Object.entries(all).map(([name, value]) => `export ${name}=${value}`)
  return `Zalo, emulated. The phone: ${root}/

Start Loa with these variables, in another terminal:

${lines.join('\n')}

Events go to ${webhook}. A refresh token is good once: when this program is started again, the pair that Loa keeps is dead.
Then connect the account anew, on the page "Channels" of Loa's console (a director or an administrator).
`
}

function variantOf(given: readonly string[]): Partial<Variant> {
  const pairs = given.map((text) => /^(\w+)=(.+)$/.exec(text)?.slice(1) ?? [text, ''])
  for (const [name, way] of pairs) {
    const ways = (choices as Record<string, readonly string[]>)[name!]
    if (!ways?.includes(way!)) {
      throw new Error(ways ? `${name} is one of: ${ways.join(', ')}` : `There are: ${Object.keys(choices).join(', ')}`)
    }
  }
  return Object.fromEntries(pairs)
}
