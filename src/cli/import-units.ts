import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { z } from 'zod'
import { importUnits as importUnitsOf } from '../app/import-units.ts'
import type { OfficeRow } from '../ports/imports.ts'
import type { Doors } from './doors.ts'

const name = z.string().trim().min(1).max(120)
const code = z.string().trim().min(1).max(20)
const kind = z.enum(['xa', 'phuong', 'thi_tran'])

/** The hours in which messages to many leave come as a pair: one alone could cross the other that the register has. */
const office = z
  .strictObject({
    code,
    name,
    phone: z.string().trim().min(3).max(40),
    address: z.string().trim().max(200),
    quietUntil: z.number().int().min(0).max(23).optional(),
    quietFrom: z.number().int().min(1).max(24).optional(),
    announcementsPerDay: z.number().int().min(1).max(50).optional(),
  })
  .refine((o) => (o.quietUntil === undefined) === (o.quietFrom === undefined), {
    path: ['quietUntil'],
    message: 'quietUntil and quietFrom are given together, or neither',
  })
  .refine(({ quietUntil = 0, quietFrom = 24 }) => quietUntil < quietFrom, {
    path: ['quietUntil'],
    message: 'quietUntil is an hour before quietFrom: messages leave between the two',
  })

/** An office and what is in its care, as `import units` takes it; `loa import units --schema` prints it as JSON Schema. */
export const unitsSchema = z.strictObject({
  province: z.strictObject({ code, name }),
  office,
  communes: z
    .array(
      z.strictObject({
        code,
        name,
        kind,
        formerUnits: z.array(z.strictObject({ name, kind })).default([]),
        hamlets: z.array(name).default([]),
      }),
    )
    .min(1),
  points: z.array(
    z.strictObject({
      code,
      communeCode: code,
      name,
      address: z.string().trim().min(1).max(200),
      dayOfMonth: z.number().int().min(1).max(31),
      opensAt: z
        .string()
        .regex(/^\d{2}:\d{2}$/)
        .default('07:30'),
    }),
  ),
})

/** `import units`: the office itself, its communes with the units they were made of, and its transaction points. Comes before all other lists. */
export function importUnits(program: Command, doors: Doors): void {
  const parent = program.commands.find((c) => c.name() === 'import') ?? program.command('import')
  parent
    .command('units [file]')
    .description('the office, its communes and its transaction points, from a JSON file')
    .option('--schema', 'print what the file must look like, as JSON Schema')
    .action((file: string | undefined, options: { schema?: boolean }) => {
      if (options.schema) return doors.print(JSON.stringify(z.toJSONSchema(unitsSchema, { io: 'input' }), null, 2))
      return take(doors, file ?? doors.fail('import units takes a FILE'))
    })
}

async function take(doors: Doors, file: string): Promise<void> {
  const read = unitsSchema.safeParse(await parsed(doors, file))
  if (!read.success) {
    const [issue] = read.error.issues
    return doors.fail(`${file}: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const strange = read.data.points.find((p) => !read.data.communes.some((c) => c.code === p.communeCode))
  if (strange)
    return doors.fail(`${file}: points: ${strange.code} names commune ${strange.communeCode}, which is not in the file`)
  const by = { kind: 'system', id: 'command line' } as const
  const units = { ...read.data, office: given(read.data.office) }
  await doors.withStore(({ store, clock }) => importUnitsOf({ store, clock }, { units, by }))
  doors.print(`${read.data.communes.length} communes, ${read.data.points.length} points`)
}

/** Without what was left out: there the register keeps what it has. */
function given({ quietUntil, quietFrom, announcementsPerDay, ...rest }: z.infer<typeof office>): OfficeRow {
  return {
    ...rest,
    ...(quietUntil === undefined ? {} : { quietUntil }),
    ...(quietFrom === undefined ? {} : { quietFrom }),
    ...(announcementsPerDay === undefined ? {} : { announcementsPerDay }),
  }
}

async function parsed(doors: Doors, file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => doors.fail(`${file} cannot be read`))
  try {
    return JSON.parse(text)
  } catch {
    return doors.fail(`${file} is no JSON`)
  }
}
