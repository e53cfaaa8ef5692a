import { afterEach, expect, it } from 'vitest'
import { type ZaloBench, zaloBench } from './bench.ts'

let bench: ZaloBench
afterEach(() => bench.close())

it('is the page of the account, once its id is known', async () => {
  bench = await zaloBench()
  const { zalo, emulator } = bench
  expect(zalo.entrance?.('ABCD2345')).toBeUndefined()
  const end = zalo.tend?.()
  await expect
    .poll(() => zalo.entrance?.('ABCD2345'), { timeout: 10_000 })
    .toBe(`https://zalo.me/${emulator.settings.oaId}`)
  await end?.()
})

it('is known to a process that only shows pages, after somebody connected the account', async () => {
  bench = await zaloBench({ zalo: { firstRefreshToken: undefined } })
  const { zalo, emulator } = bench
  const web = bench.another()
  const end = web.tend?.()
  const back = new URL(emulator.consent(await zalo.consent.begin(emulator.settings.redirectUri)))
  const { code = '', oa_id: oaId = '', state } = Object.fromEntries(back.searchParams)
  await zalo.consent.finish({ code, oaId, state })
  await expect.poll(() => web.entrance?.('ABCD2345'), { timeout: 10_000 }).toBe(`https://zalo.me/${oaId}`)
  await end?.()
})
