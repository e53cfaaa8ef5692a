import type { ProgrammeId } from './ids.ts'
import type { Programme } from './programme.ts'
import { cleanWater } from './programmes/clean-water.ts'
import { disadvantagedAreaBusiness } from './programmes/disadvantaged-area-business.ts'
import { disadvantagedAreaTrader } from './programmes/disadvantaged-area-trader.ts'
import { ethnicMinority } from './programmes/ethnic-minority.ts'
import { exPrisoner } from './programmes/ex-prisoner.ts'
import { jobCreation } from './programmes/job-creation.ts'
import { koreaEpsDeposit } from './programmes/korea-eps-deposit.ts'
import { labourExport } from './programmes/labour-export.ts'
import { nearPoor } from './programmes/near-poor.ts'
import { newlyEscaped } from './programmes/newly-escaped.ts'
import { onlineLearningDevice } from './programmes/online-learning-device.ts'
import { poor } from './programmes/poor.ts'
import { poorHousing } from './programmes/poor-housing.ts'
import { privateSchool } from './programmes/private-school.ts'
import { socialHousing } from './programmes/social-housing.ts'
import { stemStudent } from './programmes/stem-student.ts'
import { student } from './programmes/student.ts'

/** Every programme by its id, closed ones too, so that old loans and old days are answered. */
export const programmes = {
  poor,
  near_poor: nearPoor,
  newly_escaped: newlyEscaped,
  clean_water: cleanWater,
  student,
  stem_student: stemStudent,
  job_creation: jobCreation,
  labour_export: labourExport,
  social_housing: socialHousing,
  disadvantaged_area_business: disadvantagedAreaBusiness,
  disadvantaged_area_trader: disadvantagedAreaTrader,
  ethnic_minority: ethnicMinority,
  ex_prisoner: exPrisoner,
  online_learning_device: onlineLearningDevice,
  private_school: privateSchool,
  korea_eps_deposit: koreaEpsDeposit,
  poor_housing: poorHousing,
} satisfies Record<ProgrammeId, Programme>
