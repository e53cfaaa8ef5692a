import type { SendError, SendErrorCode } from '../ports/channel.ts'

/**
 * A failure of the world by its name: whether it may be tried again and whose fault it is are the same on every channel.
 * `detail` is what the platform said, already without secrets; `afterSeconds` is the wait that it asked for with `too_many`;
 * `movedTo` is the address that it named with `moved`.
 */
export function sendError(code: SendErrorCode, about: About = {}): SendError {
  const { retry, ours } = meaning[code]
  return {
    code,
    retry: about.afterSeconds === undefined ? retry : { afterSeconds: about.afterSeconds },
    ours,
    staff: { key: `channels:errors.${code}` },
    ...(about.movedTo === undefined ? {} : { movedTo: about.movedTo }),
    ...(about.detail === undefined ? {} : { detail: about.detail }),
  }
}

interface About {
  detail?: string
  afterSeconds?: number
  movedTo?: string
}

// The dozen names. `later` is only written where the platform surely sent nothing; whatever may have arrived is `unknown`.
const meaning: Record<SendErrorCode, Pick<SendError, 'retry' | 'ours'>> = {
  blocked: { retry: 'never', ours: false },
  deactivated: { retry: 'never', ours: false },
  not_found: { retry: 'never', ours: false },
  not_started: { retry: 'never', ours: false },
  moved: { retry: 'never', ours: false },
  refused: { retry: 'never', ours: false },
  content: { retry: 'never', ours: true },
  unauthorized: { retry: 'later', ours: true },
  conflict: { retry: 'later', ours: true },
  too_many: { retry: 'later', ours: false },
  unreachable: { retry: 'later', ours: false },
  uncertain: { retry: 'unknown', ours: false },
}
