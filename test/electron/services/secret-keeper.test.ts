import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { utf8 } from '@shared/base/bytes'
import { must } from '@shared/base/never'
import { type SafeStorage, fileKeeper, osKeychain } from '../../../electron/services/secret-keeper'
import { openVault } from '../../../electron/services/vault'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keeper-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A keychain that turns every byte over: enough to tell that it was asked. */
const turned = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff))
const older = (backend?: string): SafeStorage => ({
  isEncryptionAvailable: () => true,
  encryptString: (text) => turned(Buffer.from(text)),
  decryptString: (kept) => turned(kept).toString(),
  ...(backend === undefined ? {} : { getSelectedStorageBackend: () => backend }),
})

test('a keychain that only pretends is not used, and one that is not there neither', async () => {
  expect(await osKeychain(older('basic_text'), 'linux')).toBe(null)
  expect(await osKeychain(older('unknown'), 'linux')).toBe(null)
  expect(await osKeychain({ ...older(), isEncryptionAvailable: () => false }, 'win32')).toBe(null)
  expect((await osKeychain(older('gnome_libsecret'), 'linux'))?.name).toBe('os-keychain')
  expect((await osKeychain(older(), 'win32'))?.name).toBe('os-keychain')
})

test('the newer, asynchronous half of the keychain is preferred where it is there', async () => {
  const asked: string[] = []
  const newer: SafeStorage = {
    ...older(),
    encryptString: () => {
      throw new Error('the older half was asked')
    },
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => {
      asked.push('encrypt')
      return turned(Buffer.from(text))
    },
    decryptStringAsync: async (kept) => {
      asked.push('decrypt')
      return { result: turned(kept).toString() }
    },
  }
  const keeper = must(await osKeychain(newer, 'darwin'), 'a keeper')
  const secret = utf8('a secret')
  expect(await keeper.reveal(await keeper.protect(secret))).toEqual(secret)
  expect(asked).toEqual(['encrypt', 'decrypt'])
})

test('a vault opens again under the keeper that made it, and only under that one', async () => {
  const keychain = must(await osKeychain(older(), 'win32'), 'a keeper')
  const vault = await openVault(folder, [keychain, fileKeeper])
  expect(vault.keptBy).toBe('os-keychain')
  const sealed = vault.seal(utf8('words'), 'here')
  const again = await openVault(folder, [fileKeeper, keychain])
  expect(again.keptBy).toBe('os-keychain')
  expect(again.open(sealed, 'here')).toEqual(utf8('words'))
  expect(again.open(sealed, 'there')).toBe(null)
  await expect(openVault(folder, [fileKeeper])).rejects.toThrow('not available here')
})

test('a keychain that does not give back what it took is passed over', async () => {
  const forgetful = must(await osKeychain({ ...older(), decryptString: () => 'something else' }, 'win32'), 'a keeper')
  expect((await openVault(folder, [forgetful, fileKeeper])).keptBy).toBe('file')
  const failing = must(
    await osKeychain(
      {
        ...older(),
        encryptString: () => {
          throw new Error('locked')
        },
      },
      'win32',
    ),
    'a keeper',
  )
  await rm(join(folder, 'vault.json'))
  await expect(openVault(folder, [failing])).rejects.toThrow('Nobody here can guard')
  await expect(stat(join(folder, 'vault.json'))).rejects.toThrow('ENOENT')
})

test.skipIf(process.platform === 'win32')('a secret kept in a file is for this person only', async () => {
  await openVault(folder, [fileKeeper])
  expect((await stat(join(folder, 'vault.json'))).mode & 0o777).toBe(0o600)
  expect(await readFile(join(folder, 'vault.json'), 'utf8')).toContain('"keeper":"file"')
})
