import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from './generated/client.js';
import type { Pool } from './pool.js';

/** Prisma, in a transaction or not: what every data floor works with. */
export type Db = Prisma.TransactionClient;

export function createPrisma(pool: Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool) });
}
