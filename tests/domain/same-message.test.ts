import { describe, expect, it } from 'vitest'
import { isSameMessage } from '../../src/domain/same-message.ts'

const sent = `Nhắc ngày trả nợ: gia đình Nguyễn Thị Lành
Nước sạch, khế ước đuôi 4321. Số tiền: 5.140.000 đồng (gốc 5.000.000 đồng, lãi 140.000 đồng).
Trả vào thứ Năm, 19/11/2026, từ 07:30, tại Điểm giao dịch Tiên Sơn.
Không ai được thu thêm phí. Đừng chuyển tiền vào tài khoản riêng của ai. Hỏi ngân hàng: 02263 000 000.`

describe('a message that we sent', () => {
  it.each([
    ['as it was sent', sent],
    [
      'without tone marks, in one line',
      'Nhac ngay tra no: gia dinh Nguyen Thi Lanh Nuoc sach, khe uoc duoi 4321. So tien: 5140000 dong (goc 5.000.000 dong, lai 140.000 dong).',
    ],
    ['a good part of it', sent.split('\n').slice(1, 3).join('\n')],
    ['with the name of who forwards it in front', `Chuyển tiếp từ Loa:\n${sent}`],
  ])('%s', (_, pasted) => expect(isSameMessage(pasted, sent)).toBe(true))

  it.each([
    ['with another amount', sent.replace('5.140.000', '9.140.000')],
    ['with another phone number', sent.replace('02263 000 000', '0912 345 678')],
    ['with another day', sent.replace('19/11', '18/11')],
    ['with a link put in', `${sent} Xem vay-nhanh.top`],
    ['with a demand put in', `${sent} Đọc mã OTP.`],
    ['with a sentence put in', `${sent} Bà con đưa tiền cho cô Hoa ở xóm trên giúp nhé.`],
    [
      'with another sense',
      sent.replace('Đừng chuyển tiền vào tài khoản riêng của ai', 'Bà con chuyển tiền vào tài khoản của cô Hoa'),
    ],
    ['with a "don’t" taken out', sent.replace('Đừng chuyển tiền', 'Chuyển tiền')],
    ['with a "nobody" taken out', sent.replace('Không ai được', 'Được')],
    ['with somebody in place of nobody', sent.replace('Không ai được', 'Tổ trưởng được')],
    ['a few words of it', 'gia đình Nguyễn Thị Lành'],
    ['nothing', ' '],
    ['something else of the same length', 'Hôm nay trời đẹp bà con ra đồng gặt lúa rồi về nhà nghỉ ngơi nhé'],
  ])('is not ours %s', (_, pasted) => expect(isSameMessage(pasted, sent)).toBe(false))

  it('a short one only as a whole', () => {
    expect(isSameMessage('Cảm ơn bà con đã xem.', 'Cảm ơn bà con đã xem.')).toBe(true)
    expect(isSameMessage('Cảm ơn bà con', 'Cảm ơn bà con đã xem.')).toBe(false)
  })
})
