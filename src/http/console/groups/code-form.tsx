import { type GroupRoleName, groupRoles } from '../../../ports/leaders.ts'
import { Field, Select } from '../parts.tsx'
import type { Ui } from '../ui.ts'
import { groupWords } from './words.ts'

/** A wish for a code that was not taken. */
export interface TriedCode {
  role: GroupRoleName
  phone: string
  problem: 'no_phone' | 'bad_phone'
}

/** Asks for a code: for whom, and the number that goes with it where it is not the one on file. */
export function CodeForm({ ui, groupId, phoneOnFile, tried }: CodeFormProps) {
  const say = groupWords(ui)
  return (
    <section>
      <h2>{say('groups:code.title')}</h2>
      <p class="hint">{say('groups:code.hint')}</p>
      <form method="post" action={`/console/groups/${groupId}/code`}>
        <Select
          {...{ name: 'role', label: say('groups:code.role'), value: tried?.role }}
          options={groupRoles.map((role) => [role, say(`groups:roles.${role}`)] as const)}
        />
        <Field
          {...{ ui, name: 'phone', type: 'tel', inputmode: 'tel', autocomplete: 'off', maxlength: 20 }}
          label={say('groups:code.phone')}
          hint={say(phoneOnFile ? 'groups:code.phone_on_file' : 'groups:code.phone_missing')}
          value={tried?.phone}
          problem={tried ? say(`groups:code.${tried.problem}`) : undefined}
        />
        <button class="press" type="submit">
          {say('groups:code.issue')}
        </button>
      </form>
    </section>
  )
}

interface CodeFormProps {
  ui: Ui
  groupId: number
  /** True where the list of groups has a number of the leader. */
  phoneOnFile: boolean
  tried: TriedCode | undefined
}
