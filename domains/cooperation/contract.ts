export * from "./agreement/contract.ts";
export * from "./chances/contract.ts";
export * from "./released/contract.ts";
export * from "./structure/contract.ts";
export * from "./ties/contract.ts";
export * from "./wave/contract.ts";
