import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands before Loa on the way in, as with every operator, and can be in trouble while Loa is well. */
export interface Gateway {
  /** Its own address, without a slash at the end. */
  url: string
  /** `busy`: it answers 502 without asking Loa. `away`: it breaks every connection. */
  is(how: 'open' | 'busy' | 'away'): void
  close(): Promise<void>
}

/** Opens one before a port of this machine. */
export async function openGateway(port: number): Promise<Gateway> {
  let standing: Parameters<Gateway['is']>[0] = 'open'
  const server = createServer((asked, answer) => {
    if (standing === 'away') return void asked.socket.destroy()
    if (standing === 'busy') return void answer.writeHead(502).end('<h1>502 Bad Gateway</h1>')
    const { method, url: path, headers } = asked
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers)
      from.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    is: (how) => {
      standing = how
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
