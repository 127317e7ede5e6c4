/** Tables whose entries hold every language, so that all texts of one thing stand together. */
export type InLanguages<Text> = Readonly<Record<'en' | 'de', Text>>

/** One language of such a table. */
export const inLanguage = <Key extends string, Text>(
  table: Readonly<Record<Key, InLanguages<Text>>>,
  language: keyof InLanguages<Text>
): Readonly<Record<Key, Text>> =>
  Object.fromEntries(Object.entries<InLanguages<Text>>(table).map(([key, each]) => [key, each[language]])) as Record<
    Key,
    Text
  >
