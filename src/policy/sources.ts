import type { Citation } from '../domain/dated.ts'
import type { Day } from '../domain/day.ts'

// One constant per document. `checked` is the day a person last read the page and found the values there.
// Documents without a page were read on paper or in an office's own summary.

const checked: Day = '2026-11-22'
const read = (text: string, url?: string): Citation => (url === undefined ? { text, checked } : { text, url, checked })

/** The same document, with the article in it, or the articles. */
export function article(document: Citation, ...numbers: readonly number[]): Citation {
  return { ...document, text: `${document.text}, Điều ${numbers.join(' và ')}` }
}

/** Credit for the poor and other policy borrowers: conditions, uses, group and commune. */
export const nd78of2002 = read(
  'Nghị định 78/2002/NĐ-CP',
  'https://phuong7govap.gov.vn/chinh-sach-cho-vay-von-doi-voi-ho-ngheo-nam-2023',
)
/** Raised the limit of poor households to 50 million. */
export const board2014 = read(
  'Quyết định của Hội đồng quản trị NHCSXH năm 2014',
  'http://cand.com.vn/Kinh-te/Ke-tu-ngay-15-ho-ngheo-duoc-vay-toi-da-50-trieu-dong-258198/',
)
/** Raised the limit of poor households to 100 million, and the term to ten years. */
export const qd12of2019 = read(
  'Quyết định 12/QĐ-HĐQT năm 2019 của NHCSXH',
  'http://cand.com.vn/doi-song/Tu-ngay-1-3-2019-ho-ngheo-duoc-vay-toi-da-100-trieu-dong-534324/',
)
/** The student rate of 2011, then the rate of poor households too. */
export const qd853of2011 = read('Quyết định 853/QĐ-TTg năm 2011')
/** The poor-household rate of 2014. */
export const qd872of2014 = read(
  'Quyết định 872/QĐ-TTg năm 2014',
  'https://www.danang.gov.vn/web/guest/doanh-nghiep/chi-tiet?id=5491&_c=6',
)
/** The poor-household, water and difficult-area rates of 2015. */
export const qd750of2015 = read(
  'Quyết định 750/QĐ-TTg năm 2015',
  'https://www.danang.gov.vn/web/guest/doanh-nghiep/chi-tiet?id=5491&_c=6',
)
/** The rates since December 2025, for old and new loans. */
export const qd2553of2025 = read(
  'Quyết định 2553/QĐ-TTg năm 2025',
  'https://linhson.thanhhoa.gov.vn/van-hoa-xa-hoi/giam-lai-suat-cho-vay-mot-so-chuong-trinh-tin-dung-chinh-sach-637491',
)
/** The papers of household loans, as the public service portal lists them. */
export const procedure = read(
  'Thủ tục cho vay của NHCSXH trên Cổng Dịch vụ công quốc gia',
  'https://dichvucong.gov.vn/p/home/dvc-tthc-thu-tuc-hanh-chinh-chi-tiet.html?ma_thu_tuc=1338',
)
/** Questions with answers for the bank's own staff: parallel loans, pledges, older conditions. */
export const exam2021 = read('Bộ câu hỏi nghiệp vụ của NHCSXH năm 2021')
/** An office's summary of the programmes for its staff: terms above all. */
export const summary2025 = read('Tóm tắt các chương trình tín dụng chính sách của một phòng giao dịch NHCSXH năm 2025')
/** Debts that were hit by causes beyond the borrower's will: extension, freeze, write-off. An office's letter of 2016 sums it up. */
export const qd50of2010 = read('Quyết định 50/2010/QĐ-TTg, được sửa đổi bởi Quyết định 08/2021/QĐ-TTg')
/** Full civil capacity of adults. */
export const civilCode = read('Bộ luật Dân sự 91/2015/QH13')

/** Credit for near-poor households. */
export const qd15of2013 = read(
  'Quyết định 15/2013/QĐ-TTg',
  'http://tayhoa.phuyen.gov.vn/wps/portal/home/trang-chu/chi-tiet/tin-tuc-su-kien/chinh-sach-moi/2b640f004ead543d89e79948bc1bde9c',
)
/** The near-poor factor since 2013, and the water and difficult-area rates of that year. */
export const qd1826of2013 = read(
  'Quyết định 1826/QĐ-TTg năm 2013',
  'https://tapchicongthuong.vn/giam-10--lai-suat-cho-vay-uu-dai-doi-voi-ho-can-ngheo-32040.htm',
)
/** Credit for households newly out of poverty. */
export const qd28of2015 = read(
  'Quyết định 28/2015/QĐ-TTg',
  'https://english.luatvietnam.vn/decision-no-28-2015-qd-ttg-dated-july-21-2015-of-the-prime-minister-on-credit-policy-for-households-escaping-poverty-96536-doc1.html',
)
/** Struck out the end of lending to households newly out of poverty. */
export const qd02of2021 = read(
  'Quyết định 02/2021/QĐ-TTg',
  'https://luatvietnam.vn/tin-van-ban-moi/tiep-tuc-duoc-nha-nuoc-ho-tro-vay-von-186-28679-article.html',
)

/** The first water and sanitation programme. */
export const qd62of2004 = read(
  'Quyết định 62/2004/QĐ-TTg',
  'https://nhcsxhhg.vn/chi-tiet-tin/-/tin-tuc/6--Chuong-trinh-cho-vay-Nuoc-sach-va-ve-sinh-moi-truong-nong-thon-95392',
)
/** Six million a work. */
export const qd18of2014 = read(
  'Quyết định 18/2014/QĐ-TTg',
  'https://hoaiduc.hanoi.gov.vn/van-hoa-xa-hoi/-/view_content/2887368-nang-muc-cho-vay-chuong-trinh-nuoc-sach-va-ve-sinh-moi-truong.html',
)
/** Ten million a work. */
export const qd1205of2018 = read(
  'Quyết định 1205/QĐ-TTg năm 2018',
  'https://hoaiduc.hanoi.gov.vn/van-hoa-xa-hoi/-/view_content/2887368-nang-muc-cho-vay-chuong-trinh-nuoc-sach-va-ve-sinh-moi-truong.html',
)
/** The water and sanitation programme since 2024. */
export const qd10of2024 = read(
  'Quyết định 10/2024/QĐ-TTg',
  'https://ninhphuoc.ninhthuan.gov.vn/portal/Pages/2024-8-13/Tin-dung-thuc-hien-cap-nuoc-sach-va-ve-sinh-moi-tr4nmrux.aspx',
)
/** What merged communes and their people keep. */
export const nq76of2025 = read(
  'Nghị quyết 76/2025/UBTVQH15',
  'https://vietnamnet.vn/ai-du-dieu-kien-mua-chung-cu-tu-18-trieu-m2-sap-mo-ban-o-ha-noi-2433240.html',
)

/** Credit for students in hardship. */
export const qd157of2007 = read(
  'Quyết định 157/2007/QĐ-TTg',
  'https://www.tinnhanhchungkhoan.vn/muc-cho-vay-toi-da-doi-voi-hoc-sinh-sinh-vien-tai-ngan-hang-chinh-sach-xa-hoi-post207006.html',
)
/** One and a half million a month. */
export const qd751of2017 = read(
  'Quyết định 751/QĐ-TTg năm 2017',
  'http://thoisuphapluat.net/tang-muc-cho-vay-voi-hoc-sinh-sinh-vien-len-15-trieu-dongthang/',
)
/** Two and a half million a month. */
export const qd1656of2019 = read(
  'Quyết định 1656/QĐ-TTg năm 2019',
  'http://tintuc.thuvienphapluat.com/thong-bao-van-ban-moi/email/39999/tang-muc-vay-von-cho-hoc-sinh-sinh-vien-tu-ngay-19-5-2022',
)
/** Four million a month, and who counts as in hardship. */
export const qd05of2022 = read(
  'Quyết định 05/2022/QĐ-TTg',
  'http://tintuc.thuvienphapluat.com/thong-bao-van-ban-moi/email/39999/tang-muc-vay-von-cho-hoc-sinh-sinh-vien-tu-ngay-19-5-2022',
)
/** The poverty lines from 2026 to 2030. */
export const nd351of2025 = read(
  'Nghị định 351/2025/NĐ-CP',
  'https://www.vietnamplus.vn/ban-hanh-quy-dinh-ve-chuan-ngheo-da-chieu-quoc-gia-giai-doan-2026-2030-post1086100.vnp',
)
/** Credit for learners of science, technology, engineering and mathematics. */
export const qd29of2025 = read(
  'Quyết định 29/2025/QĐ-TTg',
  'https://dientuungdung.vn/sinh-vien-stem-duoc-vay-toi-da-15-trieu-dongthang-theo-chinh-sach-tin-dung-moi-10926.html',
)

/** Job creation and work abroad from 2015. */
export const nd61of2015 = read(
  'Nghị định 61/2015/NĐ-CP',
  'https://vietgiaitri.com/nguoi-lao-dong-duoc-vay-100-trieu-dong-tu-quy-quoc-gia-ve-viec-lam-20191001i4322133',
)
/** Job creation and work abroad from 2019. */
export const nd74of2019 = read(
  'Nghị định 74/2019/NĐ-CP',
  'http://laodongthudo.vn/nang-muc-cho-vay-von-ho-tro-tao-viec-lam-len-2-ty-dongdu-an-97116.html',
)
/** Who may borrow for jobs since 2026. */
export const employmentLaw2025 = read(
  'Luật Việc làm 74/2025/QH15',
  'https://cafeland.vn/kien-thuc/tu-2026-doi-tuong-nao-duoc-vay-200-trieu-de-ho-tro-tao-viec-lam-147209.html',
)
/** Job-creation loans since 2026. */
export const nd338of2025 = read(
  'Nghị định 338/2025/NĐ-CP',
  'https://cafef.vn/tu-1-1-2026-nang-muc-cho-vay-ho-tro-tao-viec-lam-duy-tri-mo-rong-viec-lam-188251226080513329.chn',
)
/** Loans to work abroad since 2026. */
export const nd338abroad = read(
  'Nghị định 338/2025/NĐ-CP, Điều 12 đến 17',
  'https://dantri.com.vn/lao-dong-viec-lam/tu-nam-2026-lao-dong-di-nuoc-ngoai-theo-hop-dong-duoc-vay-100-chi-phi-20251227180147245.htm',
)
/** Who could borrow to work abroad before 2026. */
export const abroad2020 = read(
  'Nghị định 61/2015/NĐ-CP và 74/2019/NĐ-CP, cho vay đi làm việc ở nước ngoài',
  'https://thitruong.nld.com.vn/cong-doan/6-doi-tuong-duoc-vay-von-uu-dai-di-lao-dong-nuoc-ngoai-20200112075438829.htm',
)

/** The groups that are helped with housing. */
export const housingLaw2023 = read(
  'Luật Nhà ở 27/2023/QH15, Điều 76 và 77',
  'https://eng.vbsp.org.vn/conditions-and-preferential-policies-for-loans-to-buy-social-housing-in-2025.html',
)
/** Social housing before August 2024. */
export const nd100of2015 = read(
  'Nghị định 100/2015/NĐ-CP',
  'https://cafeland.vn/tin-tuc/lai-suat-cho-vay-uu-dai-mua-nha-o-xa-hoi-48nam-72503.html',
)
/** Social housing since August 2024. */
export const nd100of2024 = read(
  'Nghị định 100/2024/NĐ-CP',
  'https://news.laodong.vn/bat-dong-san/mua-nha-o-xa-hoi-nhung-dieu-can-biet-ve-dieu-kien-muc-vay-1646167.ldo',
)
/** The housing rate and the income ceilings of October 2025. */
export const nd261of2025 = read(
  'Nghị định 261/2025/NĐ-CP',
  'https://thanhnien.vn/tu-10102025-dieu-chinh-lai-suat-vay-uu-dai-chuong-trinh-cho-vay-nha-o-xa-hoi-185251015170455636.htm',
)
/** The housing condition of 2026. */
export const nd54of2026 = read('Nghị định 54/2026/NĐ-CP', 'https://reatimes.vn/dieu-kien-mua-nha-o-xa-hoi.html')
/** The income ceilings of April 2026. Seen quoted only; the paper itself has no page here. */
export const nd136of2026 = read('Nghị định 136/2026/NĐ-CP')

/** Household business in difficult areas. */
export const qd31of2007 = read('Quyết định 31/2007/QĐ-TTg')
/** Fifty million in difficult areas. */
export const qd306of2016 = read(
  'Quyết định 306/QĐ-TTg năm 2016',
  'https://baobinhphuoc.com.vn/news/1/196/ho-gia-dinh-tai-vung-kho-khan-duoc-vay-50-trieu-dong',
)
/** Traders in difficult areas. */
export const qd92of2009 = read(
  'Quyết định 92/2009/QĐ-TTg',
  'https://pbgdpl.laocai.gov.vn/phap-luat-khac/tu-ngay-08-8-2023-ho-gia-dinh-san-xuat-kinh-doanh-va-thuong-nhan-la-ca-nhan-hoat-dong-thuong-mai-1189254',
)
/** Households and traders in difficult areas since 2023. */
export const qd17of2023 = read(
  'Quyết định 17/2023/QĐ-TTg',
  'https://luatvietnam.vn/tin-van-ban-moi/tu-08-8-2023-kinh-doanh-tai-vung-kho-khan-duoc-vay-den-01-ty-dong-186-94311-article.html',
)
/** Credit of the target programme for ethnic minorities and mountain areas. */
export const nd28of2022 = read(
  'Nghị định 28/2022/NĐ-CP',
  'https://eng.vbsp.org.vn/the-residential-land-support-loan-for-implementation-of-the-national-target-program-on-socio-economic-development-of-ethnic-minority-and-mountainous-regions.html',
)
/** Credit for people who served a prison sentence. */
export const qd22of2023 = read(
  'Quyết định 22/2023/QĐ-TTg',
  'https://stp.hanam.gov.vn/Pages/quyet-dinh-so-222023qd-ttg-ngay-17-thang-8-nam-2023-ve-tin-dung-doi-voi-nguoi-chap-hanh-xong-an-phat-tu.aspx',
)
/** Credit for online learning devices. */
export const qd09of2022 = read(
  'Quyết định 09/2022/QĐ-TTg',
  'http://tintuc.thuvienphapluat.com/thong-bao-van-ban-moi/email/40164/hoc-sinh-sinh-vien-ngheo-duoc-vay-toi-10-trieu-dong-mua-may-tinh',
)
/** Stopped the loans for devices. */
export const nq195of2023 = read(
  'Nghị quyết 195/NQ-CP năm 2023',
  'https://www.anninhthudo.vn/dung-goi-tin-dung-ho-tro-hoc-sinh-sinh-vien-ngheo-mua-thiet-bi-hoc-tap-truc-tuyen-post558553.antd',
)
/** Repealed the loans for devices. */
export const qd02of2024 = read(
  'Quyết định 02/2024/QĐ-TTg',
  'https://baodongkhoi.vn/bai-bo-chinh-sach-tin-dung-cho-vay-mua-may-tinh-thiet-bi-phuc-vu-hoc-tap-truc-tuyen-tu-ngay-30-3-20-26022024-a126547.html',
)
/** Credit for private nursery and primary schools. */
export const qd11of2022 = read(
  'Quyết định 11/2022/QĐ-TTg',
  'https://lawnet.vn/thong-tin-phap-luat/thong-bao-van-ban-moi/truong-mam-non-tu-thuc-duoc-ho-tro-vay-von-den-200-trieu-dong-101954.html',
)
/** The recovery package of 2022 and 2023. */
export const nq43of2022 = read('Nghị quyết 43/2022/QH15')
/** Loans for the deposit of workers in Korea: who, how much, how long. Its rate was not read. */
export const qd16of2023 = read(
  'Quyết định 16/2023/QĐ-TTg',
  'https://dulieuphapluat.vn/tin-tuc/tin-van-ban/dieu-kien-vay-va-muc-vay-de-ky-quy-doi-voi-nguoi-lao-dong-di-lam-viec-tai-han-quoc-2252/',
)
/** Housing for poor households, the second scheme. */
export const qd33of2015 = read(
  'Quyết định 33/2015/QĐ-TTg',
  'https://english.vtv.vn/economy/loans-help-families-escape-poverty-20150921153610623.htm',
)
/** Credit for medical graduates in their time of practice. */
export const qd09of2016 = read(
  'Quyết định 09/2016/QĐ-TTg',
  'https://baochinhphu.vn/print/sinh-vien-y-khoa-sau-tot-nghiep-duoc-vay-von-uu-dai-102202341.htm',
)
/** Who could borrow for jobs before 2026, and on which conditions. */
export const employmentLaw2013 = read(
  'Luật Việc làm 38/2013/QH13, Điều 12 và 13',
  'https://nld.com.vn/cong-doan/dieu-kien-thu-tuc-vay-von-tu-tao-viec-lam-20230814201706298.htm',
)
