/** The part of nodemailer we use. It is loaded only where letters are really sent. */
declare module 'nodemailer' {
  export function createTransport(url: string): {
    sendMail(message: {
      from: string
      to: string
      subject: string
      text: string
      headers: Record<string, string>
      disableFileAccess: true
      disableUrlAccess: true
    }): Promise<unknown>
    close(): void
  }
}
