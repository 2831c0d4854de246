/** Maps: sea charts, hill country in contours, counties in colours, towns, estates. */
import { somePaper } from '../paper/paper';
import type { Sheet } from '../paper/sheet';
import type { Random } from '../random';
import { drawCoast, drawCounty, drawHills } from './map-country';
import { drawEstate, drawTown } from './map-town';
import { compass, frame, legend, scaleBar, titleBlock, type Chart } from './map-furniture';

export function map(random: Random): Sheet {
  const form = random.weighted({ coast: 26, hills: 22, county: 22, town: 18, estate: 12 });
  const stock = random.weighted({ laid: 4, wove: 4, tracing: 1, blueprint: 0.15 });
  const paper = somePaper(random, stock, { folded: 0.7 });
  const size = random.chance(0.62)
    ? { width: random.between(820, 940), height: random.between(600, 720) }
    : { width: random.between(580, 680), height: random.between(720, 860) };
  const light = stock === 'blueprint';
  return {
    ...size,
    paper,
    draw: (pen) => {
      const border = random.between(22, 60);
      const chart: Chart = {
        pen,
        random,
        ink: light ? '#e6eef6' : random.pick(['#2a231c', '#3a2c1e', '#26282e', '#4a3626']),
        face: random.pick(['book', 'italic', 'modern', 'thin'] as const),
        border,
        coloured: !light && random.chance(0.84),
        ...size,
      };
      pen.globalAlpha = random.between(0.78, 1) - paper.age * 0.1;
      if (form === 'coast') drawCoast(chart);
      else if (form === 'hills') drawHills(chart);
      else if (form === 'county') drawCounty(chart);
      else if (form === 'town') drawTown(chart);
      else drawEstate(chart);
      frame(chart, paper.tint);
      if (random.chance(0.75)) titleBlock(chart, paper.tint);
      if (random.chance(0.6)) scaleBar(chart);
      if (random.chance(0.6)) compass(chart);
      if (random.chance(form === 'estate' ? 0.8 : 0.22)) legend(chart, paper.tint);
    },
  };
}
