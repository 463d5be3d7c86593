import { type Bytes, textFrom, utf8 } from '@shared/base/bytes'

/** Who guards the one secret everything else is sealed under. */
export type SecretKeeper = {
  readonly name: 'file' | 'os-keychain'
  readonly protect: (secret: Bytes) => Promise<Bytes>
  /** Throws if this keeper did not protect it, or cannot open it any more. */
  readonly reveal: (kept: Bytes) => Promise<Bytes>
}

/** No more than the file's own mode (0600): whoever can read this person's files can read this one. */
export const fileKeeper: SecretKeeper = {
  name: 'file',
  protect: async (secret) => secret,
  reveal: async (kept) => kept,
}

/** The part of Electron's `safeStorage` we use. The asynchronous half is missing in older versions. */
export type SafeStorage = {
  readonly isEncryptionAvailable: () => boolean
  readonly encryptString: (text: string) => Uint8Array
  readonly decryptString: (kept: Buffer) => string
  readonly getSelectedStorageBackend?: () => string
  readonly isAsyncEncryptionAvailable?: () => Promise<boolean>
  readonly encryptStringAsync?: (text: string) => Promise<Uint8Array>
  readonly decryptStringAsync?: (kept: Buffer) => Promise<{ readonly result: string }>
}

/**
 * The operating system's keychain, or null where it would only pretend: on Linux without a keychain Electron seals with
 * a password that stands in its source (`basic_text`).
 */
export async function osKeychain(safeStorage: SafeStorage, platform: NodeJS.Platform): Promise<SecretKeeper | null> {
  const isAvailable = await (safeStorage.isAsyncEncryptionAvailable?.() ?? safeStorage.isEncryptionAvailable())
  if (!isAvailable) return null
  if (platform === 'linux' && isPretence(safeStorage.getSelectedStorageBackend?.())) return null
  return {
    name: 'os-keychain',
    protect: async (secret) => {
      const text = Buffer.from(secret).toString('base64')
      return new Uint8Array(await (safeStorage.encryptStringAsync?.(text) ?? safeStorage.encryptString(text)))
    },
    reveal: async (kept) => {
      const opened = await (safeStorage.decryptStringAsync?.(Buffer.from(kept)) ?? {
        result: safeStorage.decryptString(Buffer.from(kept)),
      })
      return new Uint8Array(Buffer.from(opened.result, 'base64'))
    },
  }
}

const isPretence = (backend: string | undefined): boolean => backend === 'basic_text' || backend === 'unknown'

/** Does the keeper give back what it took? Asked once before anything depends on it. */
export async function isTrustworthy(keeper: SecretKeeper): Promise<boolean> {
  try {
    return (
      textFrom(await keeper.reveal(await keeper.protect(utf8('asked before it counts')))) === 'asked before it counts'
    )
  } catch {
    return false
  }
}
