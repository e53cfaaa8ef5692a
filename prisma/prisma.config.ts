import { defineConfig } from 'prisma/config'

// For Prisma's own command line. Its paths are read from this folder on; the address is only needed by `prisma migrate` and `prisma studio`.
export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
