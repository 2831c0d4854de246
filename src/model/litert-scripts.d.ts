/** LiteRT's own scripts: each exports what makes its WebAssembly module. */
declare module '@litertjs/core/wasm/*.js' {
  const factory: unknown;
  export default factory;
}
