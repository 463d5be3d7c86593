import { checkNotices } from './check-notice'
import { demo } from './demo'
import { findDuplicatesIn } from './find-duplicates'
import { lookUpIn } from './look-up'
import { mayContact } from './may-contact'
import { readPaper } from './read-paper'
import { verifyFiles } from './verify'

/** What the workstation does without a window. Each answers with the exit code: 0 done, 1 something is wrong, 2 misused. */
const commands: Record<string, (args: readonly string[]) => Promise<number>> = {
  'check-notice': checkNotices,
  demo,
  'find-duplicates': findDuplicatesIn,
  'look-up': lookUpIn,
  'may-contact': mayContact,
  'read-paper': readPaper,
  verify: verifyFiles,
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (command) process.exitCode = await command(args)
else {
  process.stderr.write(`consent COMMAND …\ncommands: ${Object.keys(commands).join(', ')}\n`)
  process.exitCode = 2
}
