import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type DatabaseFeed, openFeed } from '../../src/store/feed.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let fresh: FreshDatabase
const open: DatabaseFeed[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
})
afterEach(async () => {
  for (const feed of open.splice(0)) await feed.close()
})
afterAll(() => fresh.drop())

it('tells who listens to a topic, in another process too', async () => {
  const heard = vi.fn()
  await process().subscribe('talk:web:a', heard)
  await process().publish('talk:web:a')
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1))
})

it('tells nobody of another topic', async () => {
  const feed = process()
  const [mine, other] = [vi.fn(), vi.fn()]
  await feed.subscribe('mine', mine)
  await feed.subscribe('other', other)
  await feed.publish('mine')
  await vi.waitFor(() => expect(mine).toHaveBeenCalled())
  expect(other).not.toHaveBeenCalled()
})

it('tells everybody who listens, until they have had enough', async () => {
  const feed = process()
  const [stays, leaves] = [vi.fn(), vi.fn()]
  await feed.subscribe('topic', stays)
  const stop = await feed.subscribe('topic', leaves)
  await stop()
  await feed.publish('topic')
  await vi.waitFor(() => expect(stays).toHaveBeenCalledTimes(1))
  expect(leaves).not.toHaveBeenCalled()
})

it('publishes where nobody listens', async () => {
  await expect(process().publish('nobody')).resolves.toBeUndefined()
})

it('comes back after a broken connection, and says that something may have been missed', async () => {
  const broken = vi.fn()
  const feed = process(broken)
  const heard = vi.fn()
  await feed.subscribe('topic', heard)
  await cutAll()
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), 5_000)
  expect(broken).toHaveBeenCalled()
  await process().publish('topic')
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2))
})

it('publishes again after a broken connection that nobody listened on', async () => {
  const broken = vi.fn()
  const feed = process(broken)
  await feed.publish('topic')
  await cutAll()
  await vi.waitFor(() => expect(broken).toHaveBeenCalled())
  await vi.waitFor(() => feed.publish('topic'))
})

it('reports a database that is not there to who asked', async () => {
  const feed = openFeed({ url: 'postgresql://nobody@127.0.0.1:1/none', onError: () => {}, firstWaitMs: 10 })
  open.push(feed)
  await expect(feed.publish('topic')).rejects.toThrow()
  await expect(feed.subscribe('topic', () => {})).rejects.toThrow()
})

it('says no more once it is closed', async () => {
  const feed = process()
  await feed.subscribe('topic', () => {})
  await feed.close()
  await expect(feed.publish('topic')).rejects.toThrow('closed')
})

function process(onError: (error: Error) => void = () => {}): DatabaseFeed {
  const feed = openFeed({ url: fresh.url, onError, firstWaitMs: 10 })
  open.push(feed)
  return feed
}

async function cutAll(): Promise<void> {
  const client = new pg.Client({ connectionString: fresh.url })
  await client.connect()
  await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`)
  await client.end()
}
