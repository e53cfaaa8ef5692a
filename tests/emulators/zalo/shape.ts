/** The fields that are known: `true` is a value whose content is looked at elsewhere, a list holds the shape of its elements. */
export type Shape = true | readonly [Shape] | { readonly [field: string]: Shape }

/** Where something stands that nobody knows. Values of another type than the shape are not its affair. */
export function strangers(value: unknown, shape: Shape, path = ''): string[] {
  if (shape === true || typeof value !== 'object' || value === null) return []
  if (isList(shape)) {
    const [element] = shape
    return Array.isArray(value) ? value.flatMap((v, i) => strangers(v, element, `${path}[${i}]`)) : []
  }
  if (Array.isArray(value)) return []
  return Object.entries(value).flatMap(([field, inner]) => {
    const here = path === '' ? field : `${path}.${field}`
    const known = Object.hasOwn(shape, field) ? shape[field] : undefined
    return known === undefined ? [here] : strangers(inner, known, here)
  })
}

function isList(shape: Exclude<Shape, true>): shape is readonly [Shape] {
  return Array.isArray(shape)
}
