/** Hands a finished file to the browser's own way of saving. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after the click: let it go only when that has surely begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
