import { describe, expect, it } from 'vitest'
import type { Sensitive } from '../../src/understanding/index.ts'
import { readyUnderstanding } from './material.ts'

const understanding = readyUnderstanding()

const met: Record<Sensitive, string[]> = {
  despair: [
    'Tôi không muốn sống nữa',
    'nợ nần thế này chỉ muốn chết cho xong',
    'toi chi muon chet quach cho roi',
    'em nghĩ đến chuyện tự tử rồi',
    'khong con duong song nua',
    'chắc tôi uống thuốc sâu thôi',
    'toi muoons cheets',
    'lợn chết hết, nợ ngân hàng không trả được, tôi tuyệt vọng quá',
    'I want to kill myself',
    "I don't want to live any more",
  ],
  threat: [
    'tao đốt ngân hàng bây giờ',
    'coi chung tao den tan nha danh chet',
    'họ dọa đánh vợ con tôi',
    'co nguoi de doa dot nha toi',
    'I will burn down the bank',
  ],
  third_party_debt: [
    'cho hỏi ông Hùng còn nợ bao nhiêu',
    'ba Tuyet to toi dang no bao nhieu tien',
    'hàng xóm nhà tôi nợ ngân hàng bao nhiêu',
    'xem giúp nợ của anh Tuấn xóm 3',
    'trong tổ ai đang nợ quá hạn',
    'how much does my neighbour owe',
  ],
  fee_or_fake_collector: [
    'có người bảo nộp phí 2 triệu mới được vay',
    'họ bắt đọc mã OTP',
    'co nguoi tu xung la can bo ngan hang den thu tien',
    'làm hồ sơ có mất phí không',
    'người lạ đến nhà đòi nợ',
    'is there a fee to apply',
    'somebody asked for my OTP',
  ],
  leader_accused: [
    'tổ trưởng ăn chặn tiền lãi của chúng tôi',
    'to truong thu tien ma khong nop ngan hang',
    'tổ trưởng giữ sổ vay của tôi không trả',
    'tổ trưởng đòi bồi dưỡng 500 nghìn',
    'tôi muốn tố cáo tổ trưởng',
    'the group leader took my money',
  ],
}

const harmless = [
  'cho em trả từ từ được không',
  'cho toi tra tu tu duoc khong',
  'tu van cho em goi vay',
  'muon duoc tu van truc tiep',
  'lợn chết hết rồi',
  'ga chet hang loat',
  'người vay chết thì ai trả nợ',
  'bi an treo co duoc vay khong',
  'trình tự từ bình xét đến giải ngân thế nào',
  'nhà tôi bị cháy',
  'tôi mua lợn giống về giết thịt bán',
  'anh ơi cho em hỏi em còn nợ bao nhiêu',
  'chị Lan ơi tôi còn nợ bao nhiêu',
  'bà còn nợ bao nhiêu hả cháu',
  'tôi còn nợ bao nhiêu',
  'mẹ em còn nợ bao nhiêu',
  'hàng xóm có biết tôi vay không',
  'học phí cao quá có vay được không',
  'trả trước hạn có mất phí không',
  'nha toi co vay duoc von khong',
  'mua laptop cho no hoc duoc khong',
  'tổ trưởng của tôi là ai',
  'số điện thoại tổ trưởng',
  'tổ trưởng có được thu gốc không',
  'đóng lãi cho tổ trưởng được không',
  'vay danh cho thuong nhan la gi',
  'đợi muốn chết mà chưa có tiền',
  'is there a penalty for early repayment fee',
  'how much do I owe',
]

describe.each(Object.entries(met))('%s', (kind, texts) => {
  it.each(texts)('%s', (text) => expect(understanding.read(text).sensitive).toBe(kind))
})

describe('nothing to worry about', () => {
  it.each(harmless)('%s', (text) => expect(understanding.read(text).sensitive).toBeUndefined())
})

describe('of several, the one that harms most comes first', () => {
  it.each([
    ['tổ trưởng đòi phí, tôi chỉ muốn chết', 'despair'],
    ['tổ trưởng đòi tiền phí hồ sơ', 'leader_accused'],
  ])('%s', (text, kind) => expect(understanding.read(text).sensitive).toBe(kind))
})
