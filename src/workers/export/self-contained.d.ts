/** A module and all it imports as the text of one plain script; see scripts/self-contained.ts. */
declare module '*?self-contained' {
  const script: string;
  export default script;
}
