import { readPaper } from './read-paper'

/** What the workstation does without a window. Each answers with the exit code: 0 done, 1 something is wrong, 2 misused. */
const commands: Record<string, (args: readonly string[]) => Promise<number>> = {
  'read-paper': readPaper,
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (command) process.exitCode = await command(args)
else {
  process.stderr.write(`consent COMMAND …\ncommands: ${Object.keys(commands).join(', ')}\n`)
  process.exitCode = 2
}
