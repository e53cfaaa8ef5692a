import { type Config, olderDataKeys } from '../config.ts'
import { pdfForms } from '../files/forms/pdf-forms.ts'
import { photoReader } from '../files/read-photo.ts'
import { tableFiles } from '../files/table-files.ts'
import { makeHttp } from '../http/app.ts'
import { consoleRoutes } from '../http/console/index.tsx'
import { type Served, serve } from '../http/serve.ts'
import { sheetRoutes } from '../http/sheet/index.ts'
import type { Demo } from '../http/start-page.tsx'
import type { Logger } from '../log.ts'
import type { ChannelDesk } from '../ports/channel-desk.ts'
import { channelFigures } from '../store/channel-figures.ts'
import { databaseKeys } from '../store/keys.ts'
import { makeSeal } from '../store/seal.ts'
import { staffAuthDatabase } from '../store/staff-auth.ts'
import { type Channels, limitedRates } from './channels.ts'
import { checks } from './checks.ts'
import { entrancesOf } from './entrances.ts'
import { measures } from './measures.ts'
import type { Data } from './open-data.ts'
import { makePreviews } from './previews.ts'
import { secondFactorChange, staffSecret } from './staff-secret.ts'

/** What the pages need. */
export interface Web extends Channels {
  config: Config
  data: Data
  log: Logger
  dataKey: Buffer
  publicUrl: string
  demo?: Demo
}

/** Starts the server with all pages, webhooks and health checks. */
export async function startWeb(web: Web): Promise<Served> {
  const { config, data, log, channels, publicUrl, demo } = web
  await takeOverSecondFactors(web)
  const deps = {
    store: data.store,
    jobs: data.queues,
    language: data.language,
    clock: data.clock,
    feed: data.feed,
    photos: photoReader(),
    channels,
    log,
    publicUrl,
    insecureCookies: !publicUrl.startsWith('https:'),
  }
  const staff = consoleRoutes({
    ...deps,
    authDatabase: staffAuthDatabase(data.database.prisma),
    authSecret: staffSecret(web.dataKey),
    secondFactor: config.LOA_SECOND_FACTOR,
    entrances: entrancesOf(channels, publicUrl),
    channelDesk: deskOf(web),
    forms: pdfForms(data),
    previews: makePreviews(data.language.say),
    tableFiles: tableFiles(),
  })
  const sheet = sheetRoutes({ ...deps, forms: pdfForms(data), tableFiles: tableFiles() })
  const app = makeHttp({
    ...deps,
    routes: { '/console': staff, '/sheet': sheet },
    checks: checks(web),
    measures: measures(web),
    ...(demo ? { demo } : {}),
  })
  return serve({ app, port: config.PORT, ...(config.HOST === undefined ? {} : { host: config.HOST }) })
}

/** While the data key is changed: the second factors of staff are read by the new one from the first sign-in on. */
async function takeOverSecondFactors({ config, data, dataKey }: Web): Promise<void> {
  const older = olderDataKeys(config)
  if (older.length === 0) return
  const keys = databaseKeys(data.database.pool, makeSeal(dataKey, older))
  await keys.secondFactors(secondFactorChange(dataKey, older))
}

function deskOf({ data, channels, rates }: Web): ChannelDesk {
  const figures = channelFigures(data.database.prisma)
  return { figures, rates: limitedRates(rates), ...(channels.zalo ? { zalo: channels.zalo.desk } : {}) }
}
