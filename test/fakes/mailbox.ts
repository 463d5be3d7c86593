import { type AddressInfo, type Socket, createServer } from 'node:net'

export type Delivered = { readonly to: string; readonly text: string }

/** A mail server that takes everything and lets the test read it (RFC 5321, as much of it as a letter needs). */
export type MailServer = {
  readonly url: string
  readonly letters: readonly Delivered[]
  /** How many letters from now on it will not take. */
  refuseNext: number
  readonly close: () => Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const letters: Delivered[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    let to = ''
    let data: string | null = null
    let rest = ''
    socket.write('220 mail\r\n')
    socket.on('data', (bytes) => {
      rest += bytes.toString('utf8')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (data !== null && line !== '.') data += `${line}\n`
        else if (data !== null) {
          const taken = mail.refuseNext-- <= 0
          if (taken) letters.push({ to, text: unfolded(data) })
          data = null
          socket.write(taken ? '250 taken\r\n' : '451 later\r\n')
        } else if (/^DATA/i.test(line)) {
          data = ''
          socket.write('354 go on\r\n')
        } else if (/^RCPT TO:/i.test(line)) {
          to = /<(.*)>/.exec(line)?.[1] ?? ''
          socket.write('250 ok\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const mail: MailServer = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letters,
    refuseNext: 0,
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => closed())
      }),
  }
  return mail
}

/** Headers and text as they are read: quoted-printable undone (RFC 2045, 6.7), base64 too. */
function unfolded(data: string): string {
  const [head = '', ...body] = data.split('\n\n')
  const text = body.join('\n\n')
  if (/content-transfer-encoding: base64/i.test(head))
    return `${head}\n\n${Buffer.from(text, 'base64').toString('utf8')}`
  if (!/content-transfer-encoding: quoted-printable/i.test(head)) return data
  const bytes = text
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return `${head}\n\n${Buffer.from(bytes, 'latin1').toString('utf8')}`
}
