import sharp from 'sharp'

/** A page of lines of print, as large as said, that stands for a paper in a picture. Nobody's data. */
export async function drawnPage({ width = 1200, height = 900 } = {}): Promise<Buffer> {
  const lines = Array.from({ length: Math.floor(height / 40) }, (_, i) => {
    const words = Array.from(
      { length: 12 },
      (_, w) =>
        `<rect x="${20 + w * (width / 13)}" y="${20 + i * 40}" width="${20 + ((i * 7 + w * 13) % 50)}" height="14"/>`,
    )
    return words.join('')
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#e8e6df"/><g fill="#202020">${lines.join('')}</g></svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer()
}

/** The same page spoilt: darker or brighter (`gain` times plus `lift`), or out of focus by so many points. */
export async function spoilt(page: Buffer, { gain = 1, lift = 0, blur = 0 }): Promise<Buffer> {
  const light = sharp(page).linear(gain, lift)
  return (blur > 0 ? light.blur(blur) : light).jpeg({ quality: 90 }).toBuffer()
}
