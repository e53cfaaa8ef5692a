import type { StartOptions } from '../cli/start.ts'
import { type Config, ConfigError, readConfig, requireDataKey } from '../config.ts'
import { makeLog } from '../log.ts'
import { openData } from './open-data.ts'
import { type RoleName, startService } from './start-roles.ts'
import { stayUntilStopped, toldToStop } from './stay.ts'
import { loadUnderstanding } from './understanding.ts'

/** The service with the configuration of the environment. Resolves when it was told to stop and has done so. */
export async function startFromEnvironment(options: StartOptions): Promise<void> {
  const config = withPort(readConfig(process.env), options.port)
  const dataKey = requireDataKey(config)
  if (config.LOA_SECOND_FACTOR !== 'required') {
    throw new ConfigError(
      'Wrong configuration: LOA_SECOND_FACTOR=offered is for the demo; the service itself requires it',
    )
  }
  const roles = readRoles(options.roles)
  const log = makeLog(config.LOG_LEVEL)
  const told = toldToStop()
  const data = await openData(config, { log, dataKey, beside: false })
  try {
    const running = await startService({ config, data, log, roles, dataKey, understanding: loadUnderstanding() })
    log.info({ roles, url: running.url }, 'Loa is running')
    await stayUntilStopped(told, running.stop, { log, deadlineSeconds: config.SEND_DEADLINE_SECONDS })
  } finally {
    await data.close()
  }
}

/** The configuration with the port of the command line, which goes before that of the environment. */
export function withPort(config: Config, port: string | undefined): Config {
  return port === undefined ? config : { ...config, PORT: readConfig({ PORT: port }).PORT }
}

function readRoles(text: string): RoleName[] {
  return text.split(',').map((name) => {
    const role = name.trim()
    if (role === 'web' || role === 'worker') return role
    throw new ConfigError(`--roles takes web and worker with a comma between, not ${role}`)
  })
}
