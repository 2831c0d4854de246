/**
 * Whether single letters and digits are commands. People who speak to their computer, or whose hands
 * shake, can switch them off (WCAG 2.1.4); the choice is kept in this browser.
 */
const key = 'vitrine.single-keys';

let areOn = $state(read());

function read(): boolean {
  try {
    return localStorage.getItem(key) !== 'off';
  } catch (error) {
    console.warn('No choice of shortcuts was kept: the browser keeps nothing.', error);
    return true;
  }
}

export const singleKeys = {
  get areOn(): boolean {
    return areOn;
  },
  set areOn(value: boolean) {
    areOn = value;
    try {
      localStorage.setItem(key, value ? 'on' : 'off');
    } catch (error) {
      console.warn('The choice of shortcuts lasts for this visit only.', error);
    }
  },
};
