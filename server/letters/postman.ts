import type { Controller } from '@shared/terms/party'

/** A message to one mailbox, in the words it will be read. */
export type Letter = { readonly to: string; readonly subject: string; readonly text: string }

/** Who carries letters away. Rejects if a letter was not taken: it is then tried again. */
export type Postman = { readonly carry: (letter: Letter) => Promise<void>; readonly close: () => void }

/** `smtpUrl` as nodemailer reads it: `smtps://user:password@host:465`. */
export async function smtpPostman(smtpUrl: string, from: Controller): Promise<Postman> {
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(smtpUrl)
  return {
    carry: async ({ to, subject, text }) => {
      await transport.sendMail({
        from: `"${from.name.replaceAll('"', '')}" <${from.email}>`,
        to,
        subject,
        text,
        // No machine answers it, and none of ours counts whether it was opened.
        headers: { 'auto-submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
    close: () => transport.close(),
  }
}
