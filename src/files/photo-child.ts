import { lookAtPhoto } from './look-at-photo.ts'

/**
 * The process in which pictures are opened: it gets one after the other and says what each came to. What needs more memory than it was
 * given ends the process, not the service; it ends with the process that started it, whatever signal the terminal sends to both.
 */
function watchOver(mostBytes: number): void {
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > mostBytes) process.kill(process.pid, 'SIGKILL')
  }, lookMs)
  watch.unref()
}

/** So often it looks at what it uses: a large picture takes some hundred milliseconds. */
const lookMs = 10

process.on('disconnect', () => process.exit(0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
process.on('message', (bytes: Uint8Array) => void lookAtPhoto(bytes).then((read) => process.send?.(read)))
watchOver(Number(process.argv[2]))
process.send?.('ready')
