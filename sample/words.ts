/** Words to fill documents with: enough to look like language, in no document that ever was. */
import type { Random } from './random';

const tongues = {
  english:
    'the and of to in a that with for from upon all which this have been very much time day house river garden letter father sister winter morning evening weather garden school church bread money journey harbour market honour paper field horse little kind dear good long old new last first before after under between never again always every other great small found came went wrote spoke bought carried opened promised received remained',
  french:
    'le la les de des et en un une que pour dans avec sur par il elle nous vous est sont bien temps jour maison jardin lettre soir matin hiver fleuve ville marche livre pain cheval petit grand bon vieux nouveau toujours jamais encore apres avant entre sous autre chaque monsieur madame ami coeur main terre plume voix ciel chemin arriver donner porter prendre venir tenir',
  german:
    'der die das und in zu den mit von auf ist im ein eine nicht auch es an als nach wie wir aus er sie so bei noch haus garten brief abend morgen winter fluss stadt markt buch brot pferd klein gross gut alt neu immer wieder zwischen unter jeder andere lieber vater schwester tag zeit weg hand herz himmel stimme ankommen geben tragen nehmen kommen halten',
  latin:
    'et in est ad non cum per ex de ut sed aut atque quod quae hoc ille omnis terra aqua hortus liber dies nox annus folia flos radix caulis arbor silva mons flumen urbs domus manus cor vox caelum via magnus parvus bonus vetus novus semper inter sub ante post dare ferre capere venire tenere habet videtur',
} as const;

export type Tongue = keyof typeof tongues;

const vocabularies = new Map(
  Object.entries(tongues).map(([tongue, words]) => [tongue as Tongue, words.split(' ')]),
);

export function someTongue(random: Random): Tongue {
  return random.weighted({ english: 5, french: 2, german: 2, latin: 1 });
}

/** Running text: `count` words with capitals and stops where sentences would have them. */
export function prose(random: Random, tongue: Tongue, count: number): string[] {
  const vocabulary = vocabularies.get(tongue) ?? [];
  const words: string[] = [];
  let left = 0;
  for (let i = 0; i < count; i++) {
    let word = random.pick(vocabulary);
    if (left === 0) {
      word = capital(word);
      left = random.whole(6, 16);
    } else if (tongue === 'german' && random.chance(0.2)) word = capital(word);
    left--;
    if (left === 0 || i === count - 1) word += '.';
    else if (random.chance(0.09)) word += random.pick([',', ',', ',', ';']);
    words.push(word);
  }
  return words;
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const openings =
  'Al Bar Cor Dun El Fen Gar Hol Is Kar Lin Mar Nor Os Pel Ros Sal Tor Ul Ver Wel Ard';
const middles = 'a e i o en an er in or al ar is ';
const endings =
  'ford mere stead dale by ton wick holm sand bach au berg ville mont court ac ola ese nay';

/** A place that is on no real map. */
export function placeName(random: Random): string {
  const name =
    random.pick(openings.split(' ')) +
    (random.chance(0.4) ? random.pick(middles.split(' ')) : '') +
    random.pick(endings.split(' '));
  return random.chance(0.15) ? `${random.pick(['Port', 'St.', 'Old', 'Nether'])} ${name}` : name;
}

const given =
  'Anna Thomas Clara Henrik Louise Martin Agnes Pieter Rosa Edmund Ilse Jakob Maria Otto Helen Paul';
const family =
  'Arden Brandt Calloway Dumont Ekholm Farrow Gessner Hallam Iversen Keller Lorrain Marsh Nyberg Orley Pruitt Quint Rask Sorel Thorne Verhoef';

export function personName(random: Random): string {
  return `${random.pick(given.split(' '))} ${random.pick(family.split(' '))}`;
}

const months =
  'January February March April May June July August September October November December';

export function dateText(random: Random): string {
  return `${random.whole(1, 28)} ${random.pick(months.split(' '))} ${random.whole(1762, 1924)}`;
}

const goods =
  'flour, 3 sacks;candles;rope and tar;repairs to roof;wages, week;linen, 12 yds;lamp oil;salt herring;timber;nails & iron;hay;seed corn;coals, 2 tons;postage;paper & ink;wine, 1 cask;glass;bricks;shoeing;carriage;barley;wool;leather;soap;rent, quarter';

export function goodsText(random: Random): string {
  return random.pick(goods.split(';'));
}

const genera =
  'Carex Salix Viola Rosa Primula Asplenium Geranium Campanula Lathyrus Galium Ranunculus Saxifraga Potentilla Veronica Poa';
const epithets =
  'arvensis montana palustris vulgaris sylvatica repens alpina pratensis maritima minor hirsuta nivalis';

export function plantName(random: Random): string {
  return `${random.pick(genera.split(' '))} ${random.pick(epithets.split(' '))}`;
}
