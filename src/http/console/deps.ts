import type { Context } from 'hono'
import type { ChannelDesk } from '../../ports/channel-desk.ts'
import type { Forms } from '../../ports/forms.ts'
import type { Previews } from '../../ports/previews.ts'
import type { StaffMember } from '../../ports/staff.ts'
import type { TableFiles } from '../../ports/table-files.ts'
import type { HttpDeps } from '../env.ts'
import type { HttpEnv } from '../http-env.ts'
import type { StaffAuth } from './auth.ts'
import type { Ui } from './ui.ts'

/** What the console is built from. */
export interface ConsoleDeps
  extends Pick<
    HttpDeps,
    'store' | 'jobs' | 'language' | 'clock' | 'channels' | 'photos' | 'log' | 'publicUrl' | 'insecureCookies'
  > {
  auth: StaffAuth
  /** Whether directors and administrators have to set up a second factor before anything else. Left out, they have to; `offered` is for the demo. */
  secondFactor?: 'required' | 'offered'
  /** The ways into the talk with a linking code in them, or none for an empty one, the best first. The first one becomes the QR code of the paper. */
  entrances: (code: string) => Entrance[]
  /** What the page of the channels shows. */
  channelDesk: ChannelDesk
  /** Draws the forms that are printed. */
  forms: Forms
  /** Draws a message as each channel would send it. */
  previews: Previews
  /** Writes lists as files to take away. */
  tableFiles: TableFiles
  /** The system's secure source of chance. */
  randomBytes: (count: number) => Uint8Array
}

/** One way into the talk. */
export interface Entrance {
  /** The name of the channel, as `console:channels.<name>` says it. */
  channel: 'telegram' | 'zalo' | 'web'
  url: string
  /** The address does not carry the code: whoever comes in by it types it. */
  byHand?: true
}

/** What a request carries once somebody is signed in. */
export interface ConsoleEnv {
  Bindings: HttpEnv['Bindings']
  Variables: HttpEnv['Variables'] & { staff: StaffMember; sessionId: string; ui: Ui }
}

/** One request of somebody who is signed in. */
export type Ctx = Context<ConsoleEnv>
