/** The native menu bar as the window describes it, in the language of the window; bounded before it is parsed. */
import * as v from 'valibot'

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const shortText = v.pipe(v.string(), v.maxLength(100))

/** One entry. */
const menuItem = v.strictObject({ action: name, label: shortText, keys: v.nullable(shortText), enabled: v.boolean() })
const submenu = v.strictObject({ label: shortText, items: v.pipe(v.array(menuItem), v.maxLength(50)) })
const list = v.strictObject({ label: shortText, items: v.pipe(v.array(v.union([menuItem, submenu])), v.maxLength(50)) })
const menu = v.strictObject({
  label: shortText,
  items: v.pipe(v.array(v.nullable(v.union([menuItem, list]))), v.maxLength(50))
})
export type MenuItem = v.InferOutput<typeof menuItem>
/** An item or a submenu. */
export type MenuEntry = v.InferOutput<typeof list>['items'][number]
/** Limit for all menus and submenus together: each list alone may have 50 items. */
const mostMenuItems = 1000
const countMenu = (items: readonly unknown[]): number =>
  items.reduce<number>((sum, item) => {
    const inner = item !== null && typeof item === 'object' && 'items' in item ? item.items : undefined
    return sum + 1 + (Array.isArray(inner) && sum <= mostMenuItems ? countMenu(inner) : 0)
  }, 0)
export const menuSchema = v.pipe(
  v.array(v.unknown()), // counted before its items are parsed
  v.maxLength(12),
  v.check((all) => countMenu(all) <= mostMenuItems, `at most ${mostMenuItems} items`),
  v.array(menu)
)
export type MenuTemplate = v.InferOutput<typeof menu>
