/** The few globals every runtime has. If it is not here, shared/ may not use it. */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean })
  decode(bytes: Uint8Array): string
}
/** The package declares its other builds only. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  const start: () => unknown
  export { start as default }
}
/** As far as shared/ uses it: one small module over one memory. */
declare namespace WebAssembly {
  class Memory {
    constructor(size: { initial: number })
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  type Module = object
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module
  class Instance {
    constructor(module: Module, imports: { env: { memory: Memory } })
    readonly exports: Record<string, unknown>
  }
}
