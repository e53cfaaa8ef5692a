import { Command } from 'commander'

/** The command line without its commands: each of them adds itself. A wrong word shows the help of where it stands. */
export function makeProgram(): Command {
  return new Command('loa').description('answers back: the service, its data and its questions').showHelpAfterError()
}
