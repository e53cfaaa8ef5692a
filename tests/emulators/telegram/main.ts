import { parseArgs } from 'node:util'
import { makeControl } from './control.ts'
import { startTelegramEmulator, type TelegramEmulator } from './emulator.ts'

// Runs the emulator by itself: npx tsx tests/emulators/telegram/main.ts [--port N] [--token T] [--per-second N] [--chat-burst N]
// Prints one line of JSON with what the product and the test need, and lives until it is told to stop.
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    token: { type: 'string' },
    'per-second': { type: 'string' },
    'chat-burst': { type: 'string' },
  },
})

let emulator: TelegramEmulator | undefined
emulator = await startTelegramEmulator({
  port: Number(values.port ?? 0),
  ...(values.token ? { token: values.token } : {}),
  limits: {
    ...(values['per-second'] ? { perSecond: Number(values['per-second']) } : {}),
    ...(values['chat-burst'] ? { chatBurst: Number(values['chat-burst']) } : {}),
  },
  aside: makeControl(() => emulator!),
})
const { root, token } = emulator
process.stdout.write(`${JSON.stringify({ root, token, control: `${root}/control` })}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator?.close())
