/** The shape of a catalogue: the keys of English, with any text. */
export type Catalogue<Texts> = { readonly [K in keyof Texts]: Texts[K] extends string ? string : Catalogue<Texts[K]> };
