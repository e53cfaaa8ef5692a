import { prismaAdapter } from 'better-auth/adapters/prisma'
import type { PrismaClient } from './client/client.ts'

/** Where the sign-in of staff keeps accounts, sessions and passwords: our own tables, through Prisma. The library itself lives in http. */
export function staffAuthDatabase(prisma: PrismaClient): ReturnType<typeof prismaAdapter> {
  return prismaAdapter(prisma, { provider: 'postgresql', transaction: true })
}
