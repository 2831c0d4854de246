/** What a grid of pictures costs a browser that only has to scroll it. */
import { drawPictures } from './pictures';

export async function showStaticGrid(cells: number): Promise<void> {
  const pictures = await drawPictures(24, 160, 120);
  const addresses = pictures.map((picture) => URL.createObjectURL(picture));
  const main = document.createElement('main');
  main.style.cssText = 'position: fixed; inset: 0; overflow: auto';
  const grid = document.createElement('div');
  grid.style.cssText =
    'display: grid; grid-template-columns: repeat(auto-fill, minmax(148px, 1fr)); gap: 16px';
  for (let cell = 0; cell < cells; cell += 1) {
    const figure = document.createElement('figure');
    figure.style.cssText = 'margin: 0; height: 194px; overflow: hidden';
    const image = new Image();
    image.src = addresses[cell % addresses.length] ?? '';
    image.style.cssText = 'width: 100%; height: 148px; object-fit: contain; background: #eee';
    const caption = document.createElement('figcaption');
    caption.textContent = `picture ${cell}.jpg`;
    figure.append(image, caption);
    grid.append(figure);
  }
  main.append(grid);
  document.body.replaceChildren(main);
  await Promise.all([...grid.querySelectorAll('img')].slice(0, 200).map((image) => image.decode()));
}
