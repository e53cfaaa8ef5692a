import type pg from 'pg'

/** One step of a delivery as the ledger saw it. `at` is the real time, in milliseconds. */
export interface Step {
  delivery: string
  state: string
  doubts: number
  at: number
}

/** Notes every step of every delivery from now on, so that a doubt can be told by what caused it. */
export async function layTrail(client: pg.Pool): Promise<void> {
  await client.query(`
    CREATE TABLE fault_trail (id bigserial PRIMARY KEY, delivery bigint, state text, doubts int, at timestamptz DEFAULT clock_timestamp());
    CREATE FUNCTION fault_note() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN INSERT INTO fault_trail (delivery, state, doubts) VALUES (NEW.id, NEW.state, NEW.doubts); RETURN NULL; END';
    CREATE TRIGGER fault_note AFTER INSERT OR UPDATE OF state, doubts ON delivery FOR EACH ROW EXECUTE FUNCTION fault_note()`)
}

/** The steps of each delivery by its id, in order. */
export async function readTrail(client: pg.Pool): Promise<Map<string, Step[]>> {
  const { rows } = await client.query<Step>(
    'SELECT delivery::text, state, doubts, (extract(epoch FROM at) * 1000)::float8 AS at FROM fault_trail ORDER BY id',
  )
  const steps = new Map<string, Step[]>()
  for (const row of rows) steps.set(row.delivery, [...(steps.get(row.delivery) ?? []), row])
  return steps
}
