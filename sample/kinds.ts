/** The labels of the sample collection. Tiny and free of imports, because the page reads it too. */
export const sampleKinds: readonly { name: string; description: string; guideline: string }[] = [
  {
    name: 'Letter',
    description: 'Something one person wrote to another.',
    guideline:
      'Handwritten or typed. It stays a letter when it carries a sum, a sketch, a tune or a flower.',
  },
  {
    name: 'Ledger',
    description: 'Accounts, registers and lists kept row by row.',
    guideline: 'Entries in rows make a ledger, ruled or not, even when the entries are long.',
  },
  {
    name: 'Map',
    description: 'Land, sea or a town, seen from above.',
    guideline: 'Charts, surveys and street maps. One building from above is a plan.',
  },
  {
    name: 'Score',
    description: 'Music to be played or sung.',
    guideline: 'Printed or written by hand, also hymns and fragments, if the music comes first.',
  },
  {
    name: 'Printed page',
    description: 'A page of a book, a newspaper or a leaflet.',
    guideline:
      'Set in type. An engraving or a table on it does not change that; a typed letter is a letter.',
  },
  {
    name: 'Portrait',
    description: 'The likeness of a person.',
    guideline: 'Engraved, photographed, drawn or cut; with or without a name below.',
  },
  {
    name: 'Herbarium sheet',
    description: 'A plant, dried and mounted or drawn for study.',
    guideline: 'The plant comes first; labels, rulers and stamps belong to it.',
  },
  {
    name: 'Plan',
    description: 'A building or a machine, drawn to be made.',
    guideline: 'Floors, fronts, sections and parts, on paper or as a blueprint.',
  },
];

/** How many pictures the collection has; as many of each kind. */
export const sampleSize = sampleKinds.length * 36;
